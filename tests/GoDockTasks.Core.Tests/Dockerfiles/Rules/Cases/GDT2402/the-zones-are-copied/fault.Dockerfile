FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /app .
FROM alpine:3.22
RUN mkdir /data
COPY --from=build /app /app
