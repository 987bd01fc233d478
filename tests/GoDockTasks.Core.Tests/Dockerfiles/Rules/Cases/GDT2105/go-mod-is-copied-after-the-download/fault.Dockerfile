FROM golang:1.27
WORKDIR /src
RUN go mod download
COPY . .
