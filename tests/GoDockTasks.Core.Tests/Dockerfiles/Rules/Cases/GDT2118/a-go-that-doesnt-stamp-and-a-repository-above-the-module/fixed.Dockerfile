FROM golang:1.17
WORKDIR /src
COPY . .
WORKDIR orders
RUN go build -o /orders .
