FROM golang:1.17
RUN go get example.com/tool@v1.2.3
