FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .
FROM ubuntu:24.04
COPY main.go /etc/orders/
COPY --from=build /out /opt
