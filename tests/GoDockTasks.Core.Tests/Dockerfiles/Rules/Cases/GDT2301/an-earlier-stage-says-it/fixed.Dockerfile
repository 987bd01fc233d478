FROM alpine:3.22 AS base
USER 65532
FROM base
CMD ["id"]
