FROM golang:1.21
WORKDIR /go/src/orders
COPY . .
RUN go build -o /orders .
