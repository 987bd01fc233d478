FROM golang:1.27-alpine
RUN apk add git && GOPROXY=direct go install example.com/tool@v1.0.0
