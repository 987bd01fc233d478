FROM busybox:1.35
COPY start.sh /
ENTRYPOINT ["/start.sh"]
