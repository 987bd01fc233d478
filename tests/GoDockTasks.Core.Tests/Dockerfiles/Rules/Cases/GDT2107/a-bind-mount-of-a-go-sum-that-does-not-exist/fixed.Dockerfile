FROM golang:1.27
WORKDIR /src
COPY . .
RUN --mount=type=bind,source=go.mod,target=go.mod go vet .
