FROM golang:1.27
WORKDIR /src
COPY . orders/
RUN cd orders && go build .
