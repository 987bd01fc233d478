FROM golang:1.27
WORKDIR /src
RUN --mount=type=bind,target=. go mod download
COPY . .
RUN go build -o /orders .
