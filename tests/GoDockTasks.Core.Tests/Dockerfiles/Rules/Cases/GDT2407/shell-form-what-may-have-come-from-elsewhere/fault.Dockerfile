FROM busybox:1.35
COPY main.go /orders
ENTRYPOINT exec /order --all
