FROM golang:1.27
RUN go install example.com/tool@v1.2.3
