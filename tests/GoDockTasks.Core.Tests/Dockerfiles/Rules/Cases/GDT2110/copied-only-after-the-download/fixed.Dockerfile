FROM golang:1.27
WORKDIR /src
COPY go.work ./
COPY orders/go.mod orders/
COPY money/go.mod money/
RUN cd orders && go mod download
COPY . .
RUN go build -o /orders ./orders
