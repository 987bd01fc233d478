FROM busybox:1.35 AS tools
FROM tolos AS more
COPY --from=7 /a /a
COPY --from=final /b /b
COPY --from=more /c /c
RUN --mount=from=tolls,target=/t true
FROM scratch AS final
COPY --from=more /a /a
