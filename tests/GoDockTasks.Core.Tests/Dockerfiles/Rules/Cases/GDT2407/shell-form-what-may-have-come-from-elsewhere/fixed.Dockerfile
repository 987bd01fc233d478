FROM busybox:1.35
WORKDIR /app
COPY . .
COPY --from=somewhere /x /order
ENTRYPOINT exec ./made-before --all
CMD ["/order"]
