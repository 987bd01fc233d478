FROM golang:1.27-trixie AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/orders .
FROM ubuntu:22.04
COPY --from=build /out/orders /orders
