FROM golang:1.27
WORKDIR /src
COPY . .
RUN cd /src && go mod tidy && go build .
