FROM golang:1.27 AS modules
WORKDIR /modules
COPY go.mod go.sum ./
RUN go mod download
FROM golang:1.27
COPY --from=modules /go/pkg /go/pkg
WORKDIR /src
COPY . .
RUN go build .
