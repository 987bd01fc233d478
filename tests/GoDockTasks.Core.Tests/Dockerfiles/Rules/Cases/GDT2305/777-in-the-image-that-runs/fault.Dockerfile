FROM alpine:3.22
RUN mkdir /data && \
    chmod -R 777 /data
