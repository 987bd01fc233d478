FROM golang:1.27
WORKDIR /src
COPY go.mod main.go ./
RUN go build -o /orders .
