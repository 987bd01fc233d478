FROM golang:1.27-alpine
ENV GOPROXY=https://proxy.example.com,direct
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
