FROM golang:1.27-alpine
RUN apk add --no-cache git
WORKDIR /src
COPY . .
RUN go build -o /orders .
