FROM alpine:3.22
RUN adduser -D -u 1001 app
ARG WHO
USER ${WHO}:app
