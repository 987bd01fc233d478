FROM busybox:1.35
COPY start.sh /
ENTRYPOINT ["/bin/sh", "-e", "/start.sh"]
