FROM golang:1.27
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache --mount=type=cache,target=/go/pkg go test ./...
