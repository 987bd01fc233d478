FROM registry.example.com/base:1
USER 00
CMD ["/app"]
