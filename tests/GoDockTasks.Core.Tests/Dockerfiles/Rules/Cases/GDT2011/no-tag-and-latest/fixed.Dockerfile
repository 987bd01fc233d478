ARG BASE
FROM golang:1.27.3-bookworm AS build
FROM build AS later
FROM alpine:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS pinned
FROM $BASE AS given
FROM scratch
COPY --from=build /go /go
COPY --from=later /go /go
COPY --from=pinned /etc /etc
COPY --from=given /etc /etc
