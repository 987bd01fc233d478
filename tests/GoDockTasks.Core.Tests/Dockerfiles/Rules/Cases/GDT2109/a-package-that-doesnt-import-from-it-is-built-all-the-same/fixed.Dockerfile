FROM golang:1.27
WORKDIR /src
COPY go.mod ./
COPY cmd cmd
RUN go build -o /check ./cmd/check
