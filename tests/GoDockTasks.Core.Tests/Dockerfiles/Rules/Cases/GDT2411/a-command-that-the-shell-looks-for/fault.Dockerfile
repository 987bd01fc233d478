FROM busybox:1.35
RUN mkdir -p /data && \
    # The last of the list.
CMD ["id"]
