FROM golang:1.27-alpine
ENV GOOS=linux CGO_ENABLED=1
RUN wget -O- example.com/gcc.tgz | tar xz -C /
WORKDIR /src
COPY . .
RUN go build -o /orders .
