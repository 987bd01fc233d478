FROM golang:1.27
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=linux go build -o /orders .
