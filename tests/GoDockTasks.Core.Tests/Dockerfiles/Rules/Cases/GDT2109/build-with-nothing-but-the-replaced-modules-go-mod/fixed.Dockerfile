FROM golang:1.27
WORKDIR /src
COPY go.mod *.go ./
COPY money money
RUN go build -o /orders .
