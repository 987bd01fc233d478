FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -v -o /app .
FROM scratch
COPY --from=build /app /app
