FROM golang:1.27 AS build
RUN CGO_ENABLED=0 go build -trimpath runtime
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /app .
FROM scratch
COPY --from=build /app /app
