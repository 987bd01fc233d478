FROM busybox:1.35 AS one
WORKDIR /src
RUN ["/src/setup"]
FROM busybox:1.35 AS two
WORKDIR /src
RUN ./setup.sh && echo x
FROM scratch
COPY --from=one /a /
COPY --from=two /b /
