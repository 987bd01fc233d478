FROM golang:1.21
ENV GOWORK=off
WORKDIR /src
COPY . .
RUN go build .
