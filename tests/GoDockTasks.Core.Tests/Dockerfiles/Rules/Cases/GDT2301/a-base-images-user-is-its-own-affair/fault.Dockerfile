FROM gcr.io/distroless/static-debian12:debug
CMD ["id"]
