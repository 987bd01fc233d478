FROM alpine:3.22 AS build
RUN mkdir /data
FROM scratch
COPY --from=build /data /app/x /srv/
RUN --mount=from=build,source=/nothing,target=/x ["/x/y"]
