FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y ca-certificates
COPY --from=build /out /opt
