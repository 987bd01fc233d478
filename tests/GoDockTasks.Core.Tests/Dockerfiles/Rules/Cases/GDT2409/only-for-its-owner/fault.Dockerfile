FROM busybox:1.35
COPY --chmod=700 start.sh /
USER 65532:65532
ENTRYPOINT ["/start.sh"]
