FROM golang:1.27
ARG GOPROXY GONOSUMDB
ENV CGO_ENABLED=0
RUN go install example.com/tool@v1.2.0
CMD ["/go/bin/tool"]
