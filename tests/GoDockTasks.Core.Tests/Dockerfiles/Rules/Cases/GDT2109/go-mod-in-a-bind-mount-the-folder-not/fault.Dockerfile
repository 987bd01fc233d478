FROM golang:1.27
WORKDIR /src
RUN --mount=type=bind,source=go.mod,target=go.mod go mod download
COPY . .
RUN go build -o /orders .
