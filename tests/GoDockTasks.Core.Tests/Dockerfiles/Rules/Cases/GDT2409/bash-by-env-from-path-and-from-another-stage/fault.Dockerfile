FROM busybox:1.35 AS files
COPY --chmod=755 start.sh /files/
FROM alpine:3.22
COPY --from=files /files/ /usr/local/bin/
CMD ["start.sh"]
