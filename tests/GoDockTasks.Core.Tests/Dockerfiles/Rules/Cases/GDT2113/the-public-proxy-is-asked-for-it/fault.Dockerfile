FROM golang:1.27-bookworm AS repository
WORKDIR /repository/text
COPY text .
RUN git init -q && git add . && git -c user.name=a -c user.email=a@example.com commit -q -m a && git tag v1.2.0 && git config --global url.file:///repository/.insteadOf https://git.example.com/
FROM golang:1.27-bookworm
COPY --from=repository /repository /repository
COPY --from=repository /root/.gitconfig /root/.gitconfig
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
