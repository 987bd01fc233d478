FROM golang:1.27
WORKDIR /src
COPY go.mod *.go ./
COPY rates.json ./
RUN go build -o /orders .
