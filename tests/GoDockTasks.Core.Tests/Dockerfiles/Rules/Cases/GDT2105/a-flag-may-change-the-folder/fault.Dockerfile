FROM golang:1.27
COPY . /src
WORKDIR /app
RUN go build -o /orders .
