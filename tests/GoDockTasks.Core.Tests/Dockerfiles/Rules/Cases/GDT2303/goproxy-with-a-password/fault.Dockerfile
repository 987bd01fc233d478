FROM alpine:3.22
ENV GOPROXY=https://ci:opensesame@proxy.example.com,direct
