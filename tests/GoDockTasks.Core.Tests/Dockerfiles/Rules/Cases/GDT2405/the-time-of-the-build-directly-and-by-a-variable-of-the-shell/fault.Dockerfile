FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -trimpath -ldflags "-X main.when=$(date -u +%F)" -o /app .
RUN WHEN=$(date +%s) && \
    go build -trimpath -ldflags="-X main.when=${WHEN}" -o /app .
FROM scratch
COPY --from=build /app /app
