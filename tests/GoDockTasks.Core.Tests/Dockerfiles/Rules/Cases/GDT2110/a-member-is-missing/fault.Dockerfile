FROM golang:1.27
WORKDIR /src
COPY go.work ./
COPY orders orders
RUN go build -o /orders ./orders
