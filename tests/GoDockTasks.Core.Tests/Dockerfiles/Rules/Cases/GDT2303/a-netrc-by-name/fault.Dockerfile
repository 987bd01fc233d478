FROM alpine:3.22
COPY .netrc /root/.netrc
