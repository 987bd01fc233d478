FROM busybox:1.35
COPY main.go /a
FROM scratch
COPY --from=1 /a /a
