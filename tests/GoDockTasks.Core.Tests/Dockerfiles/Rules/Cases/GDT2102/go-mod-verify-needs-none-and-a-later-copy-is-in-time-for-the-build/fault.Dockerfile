FROM golang:1.27
WORKDIR /src
COPY go.mod .
RUN go mod download && go mod verify && go list -m
COPY *.go .
RUN go build .
