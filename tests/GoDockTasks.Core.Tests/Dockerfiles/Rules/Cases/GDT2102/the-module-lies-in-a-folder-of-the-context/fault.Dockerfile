FROM golang:1.27
WORKDIR /src
COPY orders/go.mod orders/*.go ./
RUN go build .
