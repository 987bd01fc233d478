FROM golang:1.27 AS base
WORKDIR /src
COPY . .
FROM base
RUN go vet ./...
CMD ["go", "test"]
