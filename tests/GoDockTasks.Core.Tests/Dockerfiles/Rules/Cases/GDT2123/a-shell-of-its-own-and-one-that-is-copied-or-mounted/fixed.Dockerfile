FROM alpine:3.22 AS with
RUN apk add --no-cache bash
SHELL ["/bin/bash", "-c"]
RUN true
FROM scratch
COPY --from=busybox:1.35 /bin/ /bin/
RUN true
FROM scratch
RUN --mount=from=busybox:1.35,source=/bin,target=/bin true
