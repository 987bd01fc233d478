FROM golang:1.9.2-stretch
COPY . /go/src/example.com/orders
RUN go install example.com/orders
