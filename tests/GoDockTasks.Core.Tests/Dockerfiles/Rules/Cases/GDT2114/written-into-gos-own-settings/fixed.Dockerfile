FROM golang:1.27
RUN go env -w GOPROXY=https://proxy.example.com
WORKDIR /src
COPY . .
RUN go vet ./...
