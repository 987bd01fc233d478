FROM golang:1.27-alpine
ENV GOOS=linux CGO_ENABLED=1
WORKDIR /src
COPY . .
RUN go build -o /orders .
