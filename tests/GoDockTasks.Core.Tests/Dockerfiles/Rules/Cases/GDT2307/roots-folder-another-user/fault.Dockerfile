FROM alpine:3.22
RUN mkdir -p /var/orders
VOLUME ["/var/orders"]
USER 65532
CMD ["touch", "/var/orders/x"]
