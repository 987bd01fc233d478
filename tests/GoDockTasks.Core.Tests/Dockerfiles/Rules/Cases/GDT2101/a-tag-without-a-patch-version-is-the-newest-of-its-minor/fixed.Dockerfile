FROM golang:1.22-alpine AS base
FROM base
WORKDIR /src
COPY . .
RUN go test ./...
