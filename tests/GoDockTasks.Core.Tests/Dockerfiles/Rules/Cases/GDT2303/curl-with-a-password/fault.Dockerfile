FROM alpine:3.22
RUN echo curl https://ci:opensesame@example.com/x; false && \
    curl -u ci:opensesame https://example.com/x || \
    curl -H "Authorization: Bearer opensesame" https://example.com/x || true
