FROM golang:1.27-alpine
RUN apk add --no-cache gcc~=14 musl-dev
WORKDIR /src
COPY . .
RUN go build -o /orders .
