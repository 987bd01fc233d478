FROM golang:1.27
WORKDIR /src
COPY go.mod ./
RUN go build -o /orders example.com/orders/cmd/orders
COPY . .
