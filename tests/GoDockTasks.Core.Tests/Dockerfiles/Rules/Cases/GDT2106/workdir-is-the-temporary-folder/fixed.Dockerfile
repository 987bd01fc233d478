FROM golang:1.27
WORKDIR /tmp/orders
COPY . .
RUN go build -o /orders .
