FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -o /x . | tee /log && true
RUN <<E
go vet .
echo done
E
