FROM golang:1.27
WORKDIR /src
COPY orders .
COPY tools .
