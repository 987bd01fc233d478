FROM golang:1.17
WORKDIR /src
COPY . .
RUN cd orders && go build -o /orders .
