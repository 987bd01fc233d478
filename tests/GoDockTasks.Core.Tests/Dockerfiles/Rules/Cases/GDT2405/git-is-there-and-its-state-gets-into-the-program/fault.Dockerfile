FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go install -trimpath .
FROM scratch
COPY --from=build /go/bin/orders /app
