FROM golang:1.27
ENV GOFLAGS=modcacherw
WORKDIR /src
COPY . .
RUN GOFLAGS=-modcacherw go build -o /orders .
