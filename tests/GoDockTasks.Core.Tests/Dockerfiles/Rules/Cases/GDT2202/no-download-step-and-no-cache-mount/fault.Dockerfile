FROM golang:1.27
ENV GOPROXY=off
WORKDIR /src
COPY . .
RUN go build -o /orders . || echo "tried"-again
