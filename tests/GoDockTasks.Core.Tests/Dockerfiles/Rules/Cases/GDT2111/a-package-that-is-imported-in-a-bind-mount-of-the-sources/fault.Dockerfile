FROM golang:1.27
WORKDIR /src
COPY --exclude=**/*.sql . .
RUN go build -o /orders .
