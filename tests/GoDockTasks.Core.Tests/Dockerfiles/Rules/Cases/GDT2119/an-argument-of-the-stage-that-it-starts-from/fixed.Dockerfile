FROM golang:1.27 AS base
ARG SERVICE=orders
FROM base
WORKDIR /src
COPY . .
RUN go build -o /orders ./cmd/$SERVICE
