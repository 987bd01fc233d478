ARG GOPROXY=https://proxy.example.com
FROM golang:1.27
ARG GOPROXY
RUN go install example.com/tool@v1.0.0
