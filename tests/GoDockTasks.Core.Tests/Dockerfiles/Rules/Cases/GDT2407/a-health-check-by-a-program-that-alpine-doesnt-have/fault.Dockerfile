FROM alpine:3.22
HEALTHCHECK --interval=50ms --retries=1 CMD ["curl", "--version"]
CMD ["sleep", "60"]
