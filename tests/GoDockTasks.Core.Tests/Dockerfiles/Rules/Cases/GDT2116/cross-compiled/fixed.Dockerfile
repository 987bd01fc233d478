FROM --platform=$BUILDPLATFORM golang:1.27 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN GOOS=linux GOARCH=$TARGETARCH go build -o /out/orders .

FROM alpine:3.22
COPY --from=build /out/orders /
ENTRYPOINT ["/orders"]
