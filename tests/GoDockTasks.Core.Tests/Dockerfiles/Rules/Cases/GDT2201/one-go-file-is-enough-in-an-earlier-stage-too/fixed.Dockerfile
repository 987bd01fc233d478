FROM golang:1.27 AS source
WORKDIR /src
COPY go.* ./
RUN go mod download

FROM source
COPY main.go ./
