FROM golang:1.27
ENV GOPROXY=off
WORKDIR /src
COPY . .
RUN go mod download || echo "tried"-again
RUN go build -o /orders . || true
