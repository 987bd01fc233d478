FROM golang:1.21-alpine AS base
FROM base
WORKDIR /src
COPY . .
RUN go test ./...
