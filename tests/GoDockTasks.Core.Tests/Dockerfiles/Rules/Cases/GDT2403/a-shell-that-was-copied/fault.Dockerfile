FROM scratch
COPY --from=busybox:1.37 /bin /tools
CMD /app
