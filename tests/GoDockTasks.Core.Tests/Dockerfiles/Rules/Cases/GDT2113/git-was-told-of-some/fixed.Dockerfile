FROM golang:1.27
ENV GOPRIVATE=example.com
RUN git config --global url.ssh://git@example.com/.insteadOf https://example.com/
WORKDIR /src
COPY . .
RUN go mod download && go build -o /orders .
