FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -o /out/orders ./internal/money
FROM scratch
COPY --from=build /out/orders /orders
USER 65532
ENTRYPOINT ["/orders"]
