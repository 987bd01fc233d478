FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
ENV GOCACHE=/root/.cache/go-build
RUN chmod -R a+rwX /root
USER 65532
RUN go build -o /tmp/orders .
