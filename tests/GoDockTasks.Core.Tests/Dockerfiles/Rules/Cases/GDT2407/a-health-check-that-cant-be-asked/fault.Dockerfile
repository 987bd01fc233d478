FROM busybox:1.35
COPY main.go /orders
HEALTHCHECK CMD ["/check"]
ENTRYPOINT /orders
