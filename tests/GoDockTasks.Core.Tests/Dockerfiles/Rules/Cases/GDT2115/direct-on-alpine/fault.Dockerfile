FROM golang:1.27-alpine
ENV GOPROXY=direct
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
