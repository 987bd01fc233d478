FROM golang:1.27
ENV HOME=/home/app
USER app
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build go build -o /tmp/orders .
