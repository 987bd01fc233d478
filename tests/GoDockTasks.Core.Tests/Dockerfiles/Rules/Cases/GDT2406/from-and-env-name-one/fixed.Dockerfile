ARG PLATFORM=linux/amd64
FROM --platform=$BUILDPLATFORM golang:1.27 AS build
ARG TARGETARCH
ENV GOOS=linux GOARCH=$TARGETARCH
FROM --platform=$PLATFORM scratch
COPY --from=build /go /go
