FROM golang:1.27
WORKDIR /src
COPY orders/main.go .
COPY tools .
