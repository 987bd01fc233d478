FROM golang:1.27
ENV GOPROXY=off
WORKDIR /src
RUN --mount=type=bind,target=. go mod download || echo "tried"-again
