FROM golang:1.27
COPY . /src
WORKDIR /app
RUN go -C /src build -o /orders . && go build -C /src .
