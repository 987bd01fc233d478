FROM golang:1.27
WORKDIR /src
ENV GOFLAGS=-mod=mod
COPY go.mod main.go .
RUN go build .
