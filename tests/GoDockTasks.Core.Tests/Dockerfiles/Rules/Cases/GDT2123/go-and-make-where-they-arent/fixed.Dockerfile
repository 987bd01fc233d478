FROM alpine:3.22 AS build
RUN apk add --no-cache go make
WORKDIR /src
COPY . .
RUN go build -o /orders .
FROM build
RUN make all || true
