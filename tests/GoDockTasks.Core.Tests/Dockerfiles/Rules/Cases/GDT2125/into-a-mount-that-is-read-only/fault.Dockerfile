FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
RUN --mount=type=bind,target=. go build -o orders .
