FROM golang:1.27
RUN go install example.com/tool/cmd/tool@latest && go run example.com/gen@main .
