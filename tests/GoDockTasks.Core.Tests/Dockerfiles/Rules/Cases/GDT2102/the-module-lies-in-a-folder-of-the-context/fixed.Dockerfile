FROM golang:1.27
WORKDIR /src
COPY orders/ ./
RUN go build .
