FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY go.mod ./
COPY *.go ./
COPY internal internal
RUN go build -o /out/orders .
FROM scratch
COPY --from=build /out/orders /orders
USER 65532:65532
ENTRYPOINT ["/orders"]
