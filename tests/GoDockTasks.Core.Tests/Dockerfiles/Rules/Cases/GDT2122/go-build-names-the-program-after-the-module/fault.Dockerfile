FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY go.mod main.go ./
RUN go build .
FROM scratch
COPY --from=build /src/src /orders
