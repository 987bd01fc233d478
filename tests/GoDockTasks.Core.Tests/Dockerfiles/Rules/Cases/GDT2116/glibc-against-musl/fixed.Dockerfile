FROM golang:1.27.3-bookworm AS build
ENV CGO_ENABLED=1
WORKDIR /src
COPY . .
RUN go build -o /out/ .

FROM debian:bookworm-slim
COPY --from=build /out/orders /usr/bin/orders
ENTRYPOINT ["orders"]
