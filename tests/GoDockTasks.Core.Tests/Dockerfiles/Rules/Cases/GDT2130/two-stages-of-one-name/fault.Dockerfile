FROM busybox:1.35 AS build
FROM busybox:1.35 AS Build
RUN true
