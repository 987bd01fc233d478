FROM gcr.io/floating/golang AS build
FROM scratch
COPY --from=build /usr/local/go/VERSION /
