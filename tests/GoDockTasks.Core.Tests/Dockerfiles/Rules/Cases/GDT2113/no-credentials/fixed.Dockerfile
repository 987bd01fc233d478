FROM golang:1.27
ENV GOPRIVATE=example.com
WORKDIR /src
COPY . .
RUN --mount=type=ssh go build -o /orders .
