FROM golang:1.27
RUN CGO_ENABLED=0 GOARCH=amd64 go version
