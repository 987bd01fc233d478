FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN set -o pipefail && go build -o /x . | tee /log
RUN <<E
set -e
go vet .
echo done
E
RUN <<E
echo begun
go vet .
E
