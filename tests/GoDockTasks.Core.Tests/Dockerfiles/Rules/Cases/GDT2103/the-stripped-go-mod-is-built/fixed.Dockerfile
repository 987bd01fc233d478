FROM golang:1.27
WORKDIR /src
COPY go.mod ./
COPY main.go ./
COPY money ./money
RUN go build -o /orders .
