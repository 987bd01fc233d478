FROM golang:1.27
WORKDIR /src
COPY . .
RUN --mount=type=bind,source=go.sum,target=go.sum go vet .
