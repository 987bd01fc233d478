FROM alpine:3.22
COPY start.sh /
ENTRYPOINT ["/start.sh"]
