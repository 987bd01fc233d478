FROM golang:1.27-alpine
RUN apk add --no-cache git
COPY . /src
WORKDIR /src
RUN go build -trimpath .
