FROM golang:1.27
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -o /orders .
