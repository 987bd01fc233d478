FROM alpine:3.22
ENV LANG=C.UTF-8 \
    DB_PASSWORD_FILE=/run/secrets/db
