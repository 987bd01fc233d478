FROM scratch
COPY --chown=65532 money /data
USER 65532
