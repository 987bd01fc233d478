FROM golang:1.27
ARG GOSUMDB
ENV GOFLAGS=-mod=mod GOSUMDB=sum.example.com GOPRIVATE=git.example.com
RUN GOSUMDB=$GOSUMDB go version && \
    go env -w GOPRIVATE=git.example.com
