ARG VERSION=latest
FROM --platform=$BUILDPLATFORM golang:${VERSION}
