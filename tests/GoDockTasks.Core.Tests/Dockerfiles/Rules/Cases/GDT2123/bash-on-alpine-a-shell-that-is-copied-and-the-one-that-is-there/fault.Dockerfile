FROM alpine:3.22
SHELL ["/bin/bash", "-c"]
RUN true
