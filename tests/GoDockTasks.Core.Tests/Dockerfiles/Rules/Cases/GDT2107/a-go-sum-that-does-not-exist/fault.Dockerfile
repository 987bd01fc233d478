FROM golang:1.27
WORKDIR /src
COPY go.mod go.sum ./
