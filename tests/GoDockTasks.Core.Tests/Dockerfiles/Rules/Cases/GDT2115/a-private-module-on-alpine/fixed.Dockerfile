FROM golang:1.27
ARG GOPRIVATE=example.com
WORKDIR /src
COPY . .
RUN go build -o /orders .
