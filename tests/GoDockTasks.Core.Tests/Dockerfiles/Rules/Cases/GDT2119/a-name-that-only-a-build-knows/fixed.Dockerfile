FROM golang:1.27
ARG SERVICE
WORKDIR /src
COPY . .
RUN go build -o /orders ./cmd/$SERVICE
