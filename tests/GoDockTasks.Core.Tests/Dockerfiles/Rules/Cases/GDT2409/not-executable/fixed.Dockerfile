FROM busybox:1.35
COPY --chmod=0755 start.sh /
ENTRYPOINT ["/start.sh"]
