ARG VERSION=1.2.3
FROM busybox:1.35
RUN echo "version is <$VERSION>"
