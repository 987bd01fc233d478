FROM alpine:3.22 AS base
CMD /app
FROM base
ENTRYPOINT ["/app"]
ONBUILD CMD /app
