FROM golang:1.27
WORKDIR /src
COPY go.mod ./
COPY money/go.mod money/
RUN go mod download
COPY . .
RUN go build -o /orders .
