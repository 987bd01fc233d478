FROM golang:1.27
WORKDIR /src
COPY go.mod ./
RUN go mod tidy
COPY main.go ./
COPY money ./money
RUN go build -o /orders .
