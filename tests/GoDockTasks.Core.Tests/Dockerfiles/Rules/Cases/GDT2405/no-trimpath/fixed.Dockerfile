FROM golang:1.27 AS build
ENV GOFLAGS=-trimpath
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app . && go test . && go build -trimpath -o /app .
FROM scratch
COPY --from=build /app /app
