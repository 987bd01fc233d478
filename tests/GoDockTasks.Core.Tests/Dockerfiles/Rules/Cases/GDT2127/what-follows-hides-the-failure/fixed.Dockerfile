FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go vet ./... || true
RUN set -e; go vet ./... ; echo done
RUN go vet ./... 2>&1; 
