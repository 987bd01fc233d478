FROM golang:1.27 AS modules
WORKDIR /modules
COPY go.mod go.sum ./
RUN go mod download
FROM golang:1.27
COPY --from=modules /go/bin /go/bin
WORKDIR /src
COPY . .
RUN go build .
