FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -o /out/orders . && go build -o /out/check ./check

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/check /
ENTRYPOINT ["/check"]
