FROM golang:1.27
WORKDIR /src
COPY go.mod ./
COPY money money/
COPY main.go ./
RUN go build -o /orders .
