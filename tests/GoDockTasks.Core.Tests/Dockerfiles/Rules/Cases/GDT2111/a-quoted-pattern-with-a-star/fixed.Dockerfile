FROM golang:1.27
WORKDIR /src
COPY go.mod main.go ./
COPY pages/about.html pages/
RUN go build -o /orders .
