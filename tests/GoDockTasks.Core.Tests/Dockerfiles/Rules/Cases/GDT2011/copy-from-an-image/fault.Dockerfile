FROM scratch
COPY --from=example.com/tools /bin/tool /tool
