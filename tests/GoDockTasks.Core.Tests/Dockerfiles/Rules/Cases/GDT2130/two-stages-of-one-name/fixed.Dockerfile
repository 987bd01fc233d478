FROM busybox:1.35 AS build
FROM busybox:1.35
FROM busybox:1.35
RUN true
