FROM alpine:3.22
RUN set -e; bash --version
