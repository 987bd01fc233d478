FROM golang:1.27-alpine
COPY . /src
WORKDIR /src
RUN go build -trimpath .
