FROM alpine:3.22
RUN mkdir /data && \
    chmod -R 755 /data && chmod 1777 /tmp
