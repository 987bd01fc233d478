FROM golang:1.27-alpine AS build
FROM scratch
COPY --from=build /go /go
