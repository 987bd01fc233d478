FROM --platform=linux/amd64 golang:1.27 AS build
ENV GOOS=linux GOARCH=amd64
FROM scratch
COPY --from=build /go /go
