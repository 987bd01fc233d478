FROM golang:1.27-alpine AS build
RUN apk add build-base
WORKDIR /src
COPY . .
RUN go build -ldflags '-linkmode external -extldflags "-static"' -o orders .

FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build /src/orders /orders
ENTRYPOINT ["/orders"]
