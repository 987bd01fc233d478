FROM golang:1.16
COPY . /go/src/example.com/orders
RUN go install example.com/orders
