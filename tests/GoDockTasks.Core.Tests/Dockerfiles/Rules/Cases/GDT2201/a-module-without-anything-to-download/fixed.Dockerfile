FROM golang:1.27
WORKDIR /src
COPY . .
RUN go mod download
RUN go build -o /orders .
