ARG API_KEY=opensesame
FROM alpine:3.22
ARG GITHUB_TOKEN="opensesame"
RUN true
