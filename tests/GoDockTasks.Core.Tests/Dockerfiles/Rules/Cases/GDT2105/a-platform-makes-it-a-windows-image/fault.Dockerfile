FROM --platform=linux/amd64 golang:1.27
RUN go build -o /orders .
