FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
USER 65532:65532
RUN go build -o /out/orders .
