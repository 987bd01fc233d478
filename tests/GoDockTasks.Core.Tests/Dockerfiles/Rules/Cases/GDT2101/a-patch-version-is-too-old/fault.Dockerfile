ARG GO=1.27.3
FROM golang:${GO}-bookworm
WORKDIR /src
COPY go.mod ./
RUN go mod download
