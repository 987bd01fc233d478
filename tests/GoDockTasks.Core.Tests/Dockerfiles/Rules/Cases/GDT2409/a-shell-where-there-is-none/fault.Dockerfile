FROM gcr.io/distroless/static-debian12:nonroot
COPY --chmod=755 start.sh /
ENTRYPOINT ["/start.sh"]
