FROM golang:1.27 AS build
ARG GOFLAGS
WORKDIR /src
COPY . .
RUN go build -v -o /app .
RUN go install example.com/tool@v1.2.3
FROM scratch
COPY --from=build /app /app
