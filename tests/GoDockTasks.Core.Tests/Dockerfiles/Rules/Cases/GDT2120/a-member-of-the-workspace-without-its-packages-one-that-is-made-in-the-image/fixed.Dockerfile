FROM golang:1.27
WORKDIR /src
COPY go.work ./
COPY orders orders
COPY money/go.mod money/
RUN sh -c 'echo package money >money/money.go; echo "const Euro = 5" >>money/money.go'
RUN go build -o /out ./orders
