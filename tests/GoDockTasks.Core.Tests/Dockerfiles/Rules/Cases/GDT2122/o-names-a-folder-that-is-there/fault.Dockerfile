FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN mkdir -p /out && go build -o /out ./cmd/api
FROM scratch
COPY --from=build /out/orders /orders
