FROM busybox:1.35
RUN mkdir -p /data \
COPY main.go /src/
