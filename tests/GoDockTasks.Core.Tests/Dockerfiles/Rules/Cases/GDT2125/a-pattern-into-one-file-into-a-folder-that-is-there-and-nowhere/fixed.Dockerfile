FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
WORKDIR /out
WORKDIR /src
RUN go build -o /out ./... && go build -o /dev/null ./... && go build -o /x ./cmd/a/...
