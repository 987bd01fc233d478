FROM golang:1.27
WORKDIR /src
COPY go.work ./
COPY orders orders
RUN cd orders && go mod tidy
