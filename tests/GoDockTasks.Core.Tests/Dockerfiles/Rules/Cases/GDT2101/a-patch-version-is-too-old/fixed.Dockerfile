ARG GO
FROM golang:${GO}-bookworm
WORKDIR /src
COPY go.mod ./
RUN go mod download
