FROM golang:1.27
WORKDIR /src
COPY . .
RUN GOPROXY=https://proxy.example.com go build -o /orders .
