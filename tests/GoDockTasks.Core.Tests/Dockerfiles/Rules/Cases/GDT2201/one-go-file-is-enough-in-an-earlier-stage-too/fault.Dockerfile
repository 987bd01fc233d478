FROM golang:1.27 AS source
WORKDIR /src
COPY main.go ./

FROM source
COPY go.* ./
RUN go mod download
