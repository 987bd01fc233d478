FROM golang:1.27
ARG GOPROXY GONOSUMDB
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go mod tidy && go build -o /orders .
CMD ["/orders"]
