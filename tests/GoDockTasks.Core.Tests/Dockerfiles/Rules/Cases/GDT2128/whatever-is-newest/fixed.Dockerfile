FROM golang:1.27
RUN go install example.com/tool/cmd/tool@v1.2.3 && go run example.com/gen@abcdef1 x@latest
