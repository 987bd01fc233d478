FROM golang:1.27-bookworm
WORKDIR /src
COPY . .
RUN go build -o /orders .
