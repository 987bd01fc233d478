FROM golang:1.27
ARG GOPROXY GONOSUMDB
ENV CGO_ENABLED=0
RUN go install example.com/tool@latest
CMD ["/go/bin/tool"]
