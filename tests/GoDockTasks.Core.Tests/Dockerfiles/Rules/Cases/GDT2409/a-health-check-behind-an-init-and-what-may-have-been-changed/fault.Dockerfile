FROM busybox:1.35
COPY start.sh /
COPY --chmod=755 tini /
HEALTHCHECK CMD ["/tini", "--", "/start.sh"]
CMD ["/tini"]
