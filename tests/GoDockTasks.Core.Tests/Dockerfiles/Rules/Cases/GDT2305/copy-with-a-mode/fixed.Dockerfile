FROM alpine:3.22
ARG MODE
COPY --chmod=0755 main.go /main.go
COPY --chmod=$MODE main.go /other.go
