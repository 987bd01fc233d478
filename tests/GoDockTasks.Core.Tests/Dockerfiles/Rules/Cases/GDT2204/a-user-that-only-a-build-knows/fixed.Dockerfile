FROM golang:1.27
ARG UID
USER $UID
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod go build -o /tmp/orders .
