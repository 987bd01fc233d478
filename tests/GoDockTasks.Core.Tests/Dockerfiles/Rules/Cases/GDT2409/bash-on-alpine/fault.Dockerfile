FROM alpine:3.22
COPY --chmod=755 start.sh /
ENTRYPOINT ["/start.sh"]
