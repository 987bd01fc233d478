FROM golang:1.27 AS build
WORKDIR /src
COPY . .
USER nobody
RUN go vet ./...
