FROM golang:1.27
ENV GOCACHE=/roots-cache
WORKDIR /src
COPY . .
USER 1000:1000
RUN --mount=type=cache,target=/roots-cache,uid=1000,gid=1000 go build -o /tmp/orders .
