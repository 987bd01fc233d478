FROM alpine:3.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /orders .
FROM build
RUN make all
