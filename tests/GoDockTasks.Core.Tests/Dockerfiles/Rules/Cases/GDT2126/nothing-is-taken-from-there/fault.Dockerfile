FROM golang:1.27
ENV CGO_ENABLED=0
WORKDIR /src
COPY go.mod ./
COPY money/go.mod money/
RUN go mod vendor
COPY . .
RUN go build -mod=mod -o /orders .
