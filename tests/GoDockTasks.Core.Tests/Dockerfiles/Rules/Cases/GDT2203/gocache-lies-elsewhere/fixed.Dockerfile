FROM golang:1.27
ENV GOCACHE=/cache
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/cache go build -o /orders .
