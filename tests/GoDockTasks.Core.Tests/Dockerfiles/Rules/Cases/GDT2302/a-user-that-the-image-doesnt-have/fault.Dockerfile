FROM alpine:3.22
USER app
CMD ["true"]
