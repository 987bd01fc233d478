FROM golang:1.27 AS one
WORKDIR /.cache
WORKDIR /src
COPY . .
USER 65532
RUN go vet ./...
FROM golang:1.27 AS two
RUN useradd -m -u 2000 app
WORKDIR /src
COPY . .
USER 2000
RUN go vet ./...
FROM golang:1.27
COPY --from=one /a /
COPY --from=two /b /
ENV HOME=/tmp
USER 65532
RUN go vet ./...
