FROM golang:1.27
WORKDIR /src
COPY go.work ./
COPY orders orders
COPY money/go.mod money/
RUN go build -o /orders ./orders
