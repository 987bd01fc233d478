FROM gcr.io/minor/golang:1.27.3 AS build
FROM scratch
COPY --from=build /usr/local/go/VERSION /
