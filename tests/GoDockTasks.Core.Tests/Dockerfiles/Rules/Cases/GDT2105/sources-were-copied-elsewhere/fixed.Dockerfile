FROM golang:1.27
COPY . /src
WORKDIR /src
RUN go build -o /orders .
