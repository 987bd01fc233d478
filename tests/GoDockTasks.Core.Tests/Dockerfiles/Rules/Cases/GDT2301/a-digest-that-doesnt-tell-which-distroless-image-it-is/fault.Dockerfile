FROM scratch
COPY main.go /
ENTRYPOINT ["/app"]
