FROM golang:1.27
ENV GOCACHE=/cache
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build go build -o /orders .
