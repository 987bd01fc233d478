FROM golang:1.27
ENV GO111MODULE=on
WORKDIR /src
COPY . .
RUN go build -o /orders .
