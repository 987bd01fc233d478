FROM golang:1.27
ADD ./money /src/money
COPY --from=golang:1.27 /usr/local/go/VERSION /
ADD <<EOF /note
x
EOF
