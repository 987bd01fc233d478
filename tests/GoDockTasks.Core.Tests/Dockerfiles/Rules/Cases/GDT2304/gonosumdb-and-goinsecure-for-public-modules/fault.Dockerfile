FROM golang:1.27
ENV GONOSUMDB=git.example.com,* GOINSECURE=github.com GONOSUMCHECK=1
