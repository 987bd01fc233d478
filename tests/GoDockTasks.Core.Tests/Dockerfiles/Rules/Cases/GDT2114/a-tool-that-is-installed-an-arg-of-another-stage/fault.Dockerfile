ARG GOPROXY=https://proxy.example.com
FROM golang:1.27
RUN go install example.com/tool@v1.0.0
