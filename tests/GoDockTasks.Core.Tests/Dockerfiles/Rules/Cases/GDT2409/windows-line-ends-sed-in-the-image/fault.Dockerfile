FROM busybox:1.35
COPY --chmod=755 start.sh /
ENTRYPOINT ["/start.sh"]
