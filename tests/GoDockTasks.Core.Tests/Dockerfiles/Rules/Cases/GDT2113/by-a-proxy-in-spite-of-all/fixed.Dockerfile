FROM golang:1.27
ENV GOPRIVATE=example.com GONOPROXY=none GOPROXY=https://proxy.example.com
WORKDIR /src
COPY . .
RUN go build -o /orders .
