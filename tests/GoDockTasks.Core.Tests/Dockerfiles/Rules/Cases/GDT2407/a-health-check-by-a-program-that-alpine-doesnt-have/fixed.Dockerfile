FROM alpine:3.22
HEALTHCHECK --interval=50ms --retries=1 CMD ["wget", "--help"]
CMD ["sleep", "60"]
