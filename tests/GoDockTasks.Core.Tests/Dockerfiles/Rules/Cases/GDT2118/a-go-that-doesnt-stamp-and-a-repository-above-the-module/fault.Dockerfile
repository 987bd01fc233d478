FROM golang:1.19
WORKDIR /src
COPY . .
WORKDIR orders
RUN go build -o /orders .
