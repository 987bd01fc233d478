FROM golang:1.27
WORKDIR /app
COPY . /app/src/
RUN go build -o /orders.exe .
