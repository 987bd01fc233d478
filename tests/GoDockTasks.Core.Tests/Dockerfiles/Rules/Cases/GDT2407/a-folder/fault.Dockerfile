FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /app
COPY . .
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
