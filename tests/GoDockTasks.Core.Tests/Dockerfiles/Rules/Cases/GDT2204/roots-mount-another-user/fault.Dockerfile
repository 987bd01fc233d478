FROM golang:1.27
ENV GOCACHE=/roots-cache
WORKDIR /src
COPY . .
USER 1000:1000
RUN --mount=type=cache,target=/roots-cache go build -o /tmp/orders .
