FROM golang:1.18
RUN go get example.com/tool@v1.2.3
