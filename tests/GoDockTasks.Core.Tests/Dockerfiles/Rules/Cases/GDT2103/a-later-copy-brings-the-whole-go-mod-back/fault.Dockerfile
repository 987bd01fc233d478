FROM golang:1.27
WORKDIR /src
COPY go.mod ./
RUN go mod tidy
COPY . .
RUN go build .
