FROM golang:1.27.3-bookworm AS build
FROM build
COPY --from=alpine:3.22 /etc /etc
