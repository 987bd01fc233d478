FROM busybox:1.35 AS tools
FROM tools AS more
COPY --from=0 /a /a
COPY --from=bash /b /b
COPY --from=assets /c /c
RUN --mount=from=tools,target=/t true
FROM scratch AS final
COPY --from=more /a /a
