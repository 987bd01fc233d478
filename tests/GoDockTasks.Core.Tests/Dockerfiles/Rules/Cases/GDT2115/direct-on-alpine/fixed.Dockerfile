FROM golang:1.27-alpine
ENV GOPROXY=direct
RUN apk add --no-cache git openssh-client
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
