FROM golang:1.27
ARG GOARCH=arm64
RUN GOOS=js GOARCH=wasm go version
