FROM golang:1.27
WORKDIR /src
COPY . .
COPY money /money
RUN go build -o /orders .
