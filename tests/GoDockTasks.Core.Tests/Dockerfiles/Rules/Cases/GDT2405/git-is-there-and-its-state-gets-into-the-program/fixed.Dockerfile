FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go install -trimpath -buildvcs=false .
FROM scratch
COPY --from=build /go/bin/orders /app
