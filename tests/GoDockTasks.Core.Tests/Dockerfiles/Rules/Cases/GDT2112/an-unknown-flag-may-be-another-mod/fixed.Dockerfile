FROM golang:1.27
ARG GOFLAGS
WORKDIR /src
COPY go.mod go.sum main.go ./
RUN go build -o /orders .
