FROM golang:1.27
WORKDIR /src
COPY .git .git
COPY . .
RUN go install ./...
