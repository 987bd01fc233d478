FROM golang:1.27
ENV GOWORK=off
WORKDIR /src
COPY --parents go.work orders ./
WORKDIR /src/orders
RUN go build -o /orders .
