FROM golang:1.27
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=$GOPATH/pkg/mod go build -o /orders .
