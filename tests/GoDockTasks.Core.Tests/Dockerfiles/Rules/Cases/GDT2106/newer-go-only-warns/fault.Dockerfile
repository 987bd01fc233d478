FROM golang:1.27
ENV GOPATH=/work
WORKDIR /work
COPY . .
RUN go build -o /orders .
