FROM golang:1.27 AS tools
WORKDIR /src
COPY . .
RUN go mod tidy
FROM golang:1.27
WORKDIR /src
COPY . .
RUN go build .
