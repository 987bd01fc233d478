FROM golang:1.27
RUN go install example.com/tool
