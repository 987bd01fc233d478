FROM golang:1.27
WORKDIR /src
COPY . .
RUN go get -d ./... && go build .
