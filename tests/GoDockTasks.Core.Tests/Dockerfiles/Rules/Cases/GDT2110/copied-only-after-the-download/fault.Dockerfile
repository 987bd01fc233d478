FROM golang:1.27
WORKDIR /src
COPY go.work ./
COPY orders/go.mod orders/
RUN cd orders && go mod download
COPY . .
RUN go build -o /orders ./orders
