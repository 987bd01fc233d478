FROM golang:1.27
RUN GOARCH=amd64 go version && GOARCH=arm64 go version
