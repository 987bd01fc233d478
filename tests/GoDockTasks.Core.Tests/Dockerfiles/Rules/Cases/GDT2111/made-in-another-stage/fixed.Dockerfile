FROM alpine:3.22 AS pages
WORKDIR /pages
RUN echo hello > index.html

FROM golang:1.27
WORKDIR /src
COPY go.mod main.go ./
COPY --from=pages /pages pages
RUN go build -o /orders .
