ARG GOFLAGS
FROM golang:1.27 AS build
WORKDIR /src
COPY . .
ARG WHEN
RUN go build -trimpath -ldflags "-X main.when=$(date -u -d @0 +%F)" -o /app .
RUN go build -trimpath -ldflags="-X main.when=${WHEN}" -o /app .
FROM scratch
COPY --from=build /app /app
