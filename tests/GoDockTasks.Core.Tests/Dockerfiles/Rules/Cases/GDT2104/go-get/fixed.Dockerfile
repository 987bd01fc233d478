FROM golang:1.27
WORKDIR /src
COPY . .
RUN go install example.com/tool@v1.0.0 && go build .
