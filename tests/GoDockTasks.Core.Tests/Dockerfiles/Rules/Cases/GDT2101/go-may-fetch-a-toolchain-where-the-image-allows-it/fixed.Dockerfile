FROM golang:1.22
ENV GOTOOLCHAIN=auto
WORKDIR /src
COPY . .
RUN go build .
