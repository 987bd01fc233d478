FROM alpine:3.22
ENV client_secret=opensesame
