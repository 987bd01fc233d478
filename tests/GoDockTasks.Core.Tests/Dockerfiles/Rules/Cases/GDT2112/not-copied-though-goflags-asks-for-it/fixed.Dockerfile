FROM golang:1.27
ENV GOFLAGS=-mod=vendor
WORKDIR /src
COPY go.mod go.sum main.go ./
COPY vendor vendor
RUN go build -o /orders .
