FROM scratch
COPY --from=tools /bin/tool /tool
