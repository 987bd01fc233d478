FROM scratch
SHELL ["/bin/sh", "-c"]
CMD exec /app
