FROM gcr.io/rebuilt/golang:1.27.3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS build
FROM scratch
COPY --from=build /usr/local/go/VERSION /
