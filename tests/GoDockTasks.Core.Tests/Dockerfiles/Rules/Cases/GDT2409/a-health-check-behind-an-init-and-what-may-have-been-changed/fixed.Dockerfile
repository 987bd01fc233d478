FROM busybox:1.35
COPY start.sh /
COPY --chmod=755 tini /
RUN chmod 755 /*
HEALTHCHECK CMD ["/tini", "--", "/start.sh"]
ENTRYPOINT ["/tini", "--"]
CMD ["/start.sh"]
