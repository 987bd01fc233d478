FROM scratch
COPY --chown=65532 money /data
VOLUME /cache
USER 65532
