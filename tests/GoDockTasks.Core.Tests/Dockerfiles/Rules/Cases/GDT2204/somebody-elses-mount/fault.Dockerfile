FROM golang:1.27
ENV GOCACHE=/cache
WORKDIR /src
COPY . .
USER 1000
RUN --mount=type=cache,target=/cache,uid=65532 go build -o /tmp/orders .
