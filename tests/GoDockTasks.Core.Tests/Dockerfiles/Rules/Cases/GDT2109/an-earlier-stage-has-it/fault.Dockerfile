FROM golang:1.27 AS modules
WORKDIR /src
COPY go.mod ./

FROM modules
RUN go mod download
