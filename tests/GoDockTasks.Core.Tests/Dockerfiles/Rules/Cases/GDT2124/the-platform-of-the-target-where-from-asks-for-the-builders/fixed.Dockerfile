FROM --platform=$BUILDPLATFORM golang:1.27
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN GOARCH=$TARGETARCH go build -o /orders . && echo "for <$TARGETARCH>"
