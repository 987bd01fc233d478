FROM alpine:3.22
USER 65532
CMD ["true"]
