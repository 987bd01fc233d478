FROM golang AS build
WORKDIR /src
FROM alpine:latest
COPY --from=build /src /src
