FROM gcr.io/distroless/static-debian12:debug-nonroot
COPY --chmod=755 start.sh /
ENTRYPOINT ["/start.sh"]
