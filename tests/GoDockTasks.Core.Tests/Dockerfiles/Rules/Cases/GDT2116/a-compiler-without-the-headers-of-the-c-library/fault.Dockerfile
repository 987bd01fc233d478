FROM golang:1.27-alpine
RUN apk add --no-cache gcc
WORKDIR /src
COPY . .
RUN go build -o /orders .
