FROM golang:1.27
USER app
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build go build -o /tmp/orders .
