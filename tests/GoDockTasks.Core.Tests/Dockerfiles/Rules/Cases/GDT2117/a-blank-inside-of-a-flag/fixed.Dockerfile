FROM golang:1.27
ARG GOFLAGS="'-tags=a b'"
WORKDIR /src
COPY . .
RUN go build -o /orders .
