FROM golang:1.27
WORKDIR /src
COPY go.mod ./
COPY money/go.mod money/money.go money/
COPY main.go ./
RUN go build -o /orders .
