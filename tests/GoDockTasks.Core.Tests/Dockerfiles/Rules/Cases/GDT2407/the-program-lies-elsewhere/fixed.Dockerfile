FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -o /out/orders .
FROM scratch
COPY --from=build /out/orders /usr/local/bin/orders
ENTRYPOINT ["/usr/local/bin/orders"]
