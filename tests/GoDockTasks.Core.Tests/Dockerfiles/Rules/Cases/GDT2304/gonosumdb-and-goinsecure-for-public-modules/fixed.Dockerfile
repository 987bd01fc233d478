FROM golang:1.27
ENV GONOSUMDB=git.example.com GOINSECURE=git.example.com/old
ENV GOPRIVATE=git.example.com
