FROM alpine:3.22
RUN --mount=type=secret,id=token \
    curl https://example.com/x@1 || curl ssh://git@example.com/x || curl -u "ci:$(cat /run/secrets/token)" https://example.com/x || \
    curl -H "Authorization: Bearer $(cat /run/secrets/token)" https://example.com/x || true
