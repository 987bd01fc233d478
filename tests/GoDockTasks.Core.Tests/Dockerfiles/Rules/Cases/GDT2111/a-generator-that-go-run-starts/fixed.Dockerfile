FROM golang:1.27
WORKDIR /src
COPY . .
RUN go run ./gen
RUN go build -o /orders .
