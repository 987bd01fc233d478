FROM busybox:1.35
COPY main.go /orders
COPY main.go /check
HEALTHCHECK CMD ["/check"]
ENTRYPOINT /orders
