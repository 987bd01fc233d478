FROM busybox:1.35
COPY --chmod=755 start.sh /
RUN sed -i 's/\r$//' /start.sh
ENTRYPOINT ["/start.sh"]
