FROM golang:1.27
ENV GO111MODULE=off
WORKDIR /src
COPY . .
RUN go build -o /orders .
