FROM golang:1.27
ENV CGO_ENABLED=1
WORKDIR /src
COPY . .
RUN go build -o /orders .
