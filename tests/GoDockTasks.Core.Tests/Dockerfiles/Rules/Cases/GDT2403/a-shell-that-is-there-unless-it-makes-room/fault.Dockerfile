FROM alpine:3.22
HEALTHCHECK CMD true
ENTRYPOINT /app --port 80
CMD echo
