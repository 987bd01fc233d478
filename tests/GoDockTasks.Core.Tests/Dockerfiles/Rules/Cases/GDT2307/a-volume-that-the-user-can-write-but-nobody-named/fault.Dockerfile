FROM scratch
COPY --chown=65532 money /data
VOLUME /data
USER 65532
