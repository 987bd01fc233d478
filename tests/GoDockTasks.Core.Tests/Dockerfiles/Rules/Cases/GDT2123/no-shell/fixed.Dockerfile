FROM busybox:1.35 AS folder
RUN mkdir -p /data
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=folder /data /data
