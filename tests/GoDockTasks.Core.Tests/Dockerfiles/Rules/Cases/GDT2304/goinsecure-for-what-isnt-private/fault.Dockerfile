FROM golang:1.27
ENV GOINSECURE=git.example.com
