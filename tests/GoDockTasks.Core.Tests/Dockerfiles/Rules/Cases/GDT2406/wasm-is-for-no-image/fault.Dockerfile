FROM golang:1.27
RUN export GOARCH="arm64" && go version
