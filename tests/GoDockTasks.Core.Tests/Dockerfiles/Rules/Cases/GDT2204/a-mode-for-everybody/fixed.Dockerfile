FROM golang:1.27
USER app
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/home/app/.cache/go-build,mode=0777 go build -o /tmp/orders .
