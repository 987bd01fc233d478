FROM alpine:3.22
COPY .npmrc main.go /
