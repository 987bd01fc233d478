FROM alpine:3.22 AS build
WORKDIR /app
RUN apk add --no-cache x && make
FROM scratch
COPY --from=build /app/ /app/x /etc/passwd /opt/x/y /app/*.z /srv/
COPY --from=build --parents /app/z /
