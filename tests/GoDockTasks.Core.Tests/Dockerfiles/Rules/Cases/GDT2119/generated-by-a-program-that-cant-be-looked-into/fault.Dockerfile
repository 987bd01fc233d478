FROM golang:1.27
WORKDIR /src
COPY . .
RUN <<EOF
set -e
mkdir -p gen
go build -o /orders ./gen
EOF
