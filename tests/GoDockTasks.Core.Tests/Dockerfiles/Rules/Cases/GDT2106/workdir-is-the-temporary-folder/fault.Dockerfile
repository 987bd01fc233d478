FROM golang:1.27
WORKDIR /tmp
COPY . .
RUN go build -o /orders .
