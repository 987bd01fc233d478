FROM golang:1.27-alpine
WORKDIR /src
COPY . .
RUN go build -o /orders .
