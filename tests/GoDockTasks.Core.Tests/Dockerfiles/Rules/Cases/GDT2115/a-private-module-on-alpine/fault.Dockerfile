FROM golang:1.27-alpine
ARG GOPRIVATE=example.com
WORKDIR /src
COPY . .
RUN go build -o /orders .
