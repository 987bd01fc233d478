FROM golang:1.27
WORKDIR /app
COPY main.go .
RUN go build -o /orders main.go
