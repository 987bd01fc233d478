FROM golang:1.27
WORKDIR /src
COPY go.mod main.go .
RUN --mount=type=bind,target=/src go vet ./... && go build .
