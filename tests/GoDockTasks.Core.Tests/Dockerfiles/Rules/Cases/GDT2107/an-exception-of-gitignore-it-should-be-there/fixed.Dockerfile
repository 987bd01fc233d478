FROM golang:1.27
COPY bin/orders /app
COPY . /src
RUN cd /src && go build .
