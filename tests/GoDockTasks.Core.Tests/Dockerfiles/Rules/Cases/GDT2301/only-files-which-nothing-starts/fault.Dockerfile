FROM scratch
COPY main.go /
CMD ["/app"]
