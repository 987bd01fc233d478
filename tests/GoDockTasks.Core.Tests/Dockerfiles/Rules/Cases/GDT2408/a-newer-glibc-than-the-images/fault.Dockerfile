FROM golang:1.27-bookworm AS build
WORKDIR /src
COPY . .
RUN go build -o /out/orders .
FROM debian:bullseye-slim
COPY --from=build /out/orders /orders
