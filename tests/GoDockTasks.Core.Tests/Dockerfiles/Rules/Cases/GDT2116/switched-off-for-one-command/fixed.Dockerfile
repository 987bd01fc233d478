FROM golang:1.27
ARG CGO_ENABLED
WORKDIR /src
COPY . .
RUN GOOS=linux go build -o /orders .
