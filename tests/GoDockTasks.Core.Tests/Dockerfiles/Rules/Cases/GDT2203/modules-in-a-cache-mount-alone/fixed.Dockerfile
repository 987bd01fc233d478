FROM golang:1.27
ARG CACHE
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=$CACHE go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod go build -o /orders .
