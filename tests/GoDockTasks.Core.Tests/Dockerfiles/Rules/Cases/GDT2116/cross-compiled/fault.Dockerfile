FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN GOOS=linux go build -o /out/orders .

FROM alpine:3.22
COPY --from=build /out/orders /
ENTRYPOINT ["/orders"]
