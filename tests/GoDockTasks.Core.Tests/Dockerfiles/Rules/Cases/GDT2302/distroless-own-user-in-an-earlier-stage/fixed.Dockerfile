FROM gcr.io/distroless/static-debian12:nonroot AS base
USER nonroot
FROM base
USER 65532
