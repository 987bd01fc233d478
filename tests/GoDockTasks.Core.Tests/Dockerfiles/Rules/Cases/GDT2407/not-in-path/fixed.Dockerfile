FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -o /out/orders .
FROM busybox:1.35
WORKDIR /app
COPY --from=build /out/orders ./
ENTRYPOINT ["./orders"]
