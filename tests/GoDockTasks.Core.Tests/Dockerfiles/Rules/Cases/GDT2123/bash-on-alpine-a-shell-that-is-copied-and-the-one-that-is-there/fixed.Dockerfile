FROM alpine:3.22
COPY --from=busybox:1.35 /bin/busybox /opt/sh
SHELL ["/opt/sh", "-c"]
RUN true
SHELL ["/bin/sh", "-c"]
RUN true
