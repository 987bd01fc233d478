FROM golang:1.27-alpine
RUN GOPROXY=direct go install example.com/tool@v1.0.0 && apk add git
