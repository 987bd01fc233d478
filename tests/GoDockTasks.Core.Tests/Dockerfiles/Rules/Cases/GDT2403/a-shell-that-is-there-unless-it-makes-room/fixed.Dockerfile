FROM alpine:3.22
HEALTHCHECK CMD true
ENTRYPOINT exec /app --port 80
