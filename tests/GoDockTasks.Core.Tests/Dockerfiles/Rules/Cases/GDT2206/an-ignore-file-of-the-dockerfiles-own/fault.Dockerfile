FROM golang:1.27
WORKDIR /src
RUN --mount=target=. go vet .
