FROM golang:1.27
ENV GOFLAGS="-trimpath -buildvcs=false"
WORKDIR /src
COPY .git .git
COPY . .
RUN go install ./...
