FROM golang:1.27-alpine
RUN apk add --no-cache build-base
WORKDIR /src
COPY . .
RUN go build -o /orders .
