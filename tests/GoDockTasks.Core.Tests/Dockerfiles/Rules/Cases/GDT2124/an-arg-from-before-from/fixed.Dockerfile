ARG VERSION=1.2.3
FROM busybox:1.35
ARG VERSION
RUN echo "version is <$VERSION>"
