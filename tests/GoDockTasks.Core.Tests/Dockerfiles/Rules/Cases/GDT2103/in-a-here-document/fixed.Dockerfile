FROM golang:1.27
WORKDIR /src
COPY go.mod ./
RUN <<EOF
set -e
git clone https://example.com/orders .
go mod tidy
EOF
COPY main.go ./
COPY money ./money
RUN ["go", "build", "."]
