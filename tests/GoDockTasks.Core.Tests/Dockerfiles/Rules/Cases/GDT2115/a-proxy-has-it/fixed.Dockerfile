FROM golang:1.27-alpine
ARG GOPROXY
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
