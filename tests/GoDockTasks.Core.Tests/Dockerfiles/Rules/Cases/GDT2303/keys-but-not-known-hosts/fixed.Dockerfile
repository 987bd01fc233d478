FROM alpine:3.22
COPY .ssh /root/.ssh
