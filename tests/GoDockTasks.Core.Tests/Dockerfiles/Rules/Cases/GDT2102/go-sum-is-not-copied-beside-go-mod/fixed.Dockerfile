FROM golang:1.27
ARG GOPROXY
WORKDIR /src
COPY go.mod go.sum ./
COPY *.go ./
RUN go build .
