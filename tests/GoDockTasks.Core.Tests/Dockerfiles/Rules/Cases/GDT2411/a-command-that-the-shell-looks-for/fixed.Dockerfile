FROM busybox:1.35
RUN mkdir -p /data
CMD ["id"]
