FROM golang:1.27
ENV GOPROXY=off
WORKDIR /src
RUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=bind,source=go.sum,target=go.sum go mod download || echo "tried"-again
