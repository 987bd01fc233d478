FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app . && /app make
FROM scratch
COPY --from=build /app /app
COPY --from=build /pair /pair
ENTRYPOINT ["/app"]
