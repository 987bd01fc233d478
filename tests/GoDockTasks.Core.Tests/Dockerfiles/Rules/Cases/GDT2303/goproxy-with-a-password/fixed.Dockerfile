FROM alpine:3.22
ENV GOPROXY=https://proxy.example.com,direct
