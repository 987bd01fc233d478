FROM golang:1.27
WORKDIR /src
COPY go.mod *.go ./
COPY money/go.mod money/
RUN go build -o /orders .
