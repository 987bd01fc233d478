FROM busybox:1.35 AS one
CMD ["ls"]
FROM one
ENTRYPOINT ["id"]
CMD ["-u"]
