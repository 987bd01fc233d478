FROM alpine:3.22
COPY --chmod=0777 main.go /main.go
