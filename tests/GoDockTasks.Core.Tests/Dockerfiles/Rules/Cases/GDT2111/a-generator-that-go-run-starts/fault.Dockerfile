FROM golang:1.27
WORKDIR /src
COPY . .
RUN go vet ./money || true
RUN go build -o /orders .
