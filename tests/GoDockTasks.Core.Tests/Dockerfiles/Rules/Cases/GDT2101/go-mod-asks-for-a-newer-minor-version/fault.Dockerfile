FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -o /orders .
FROM scratch
COPY --from=build /orders /
