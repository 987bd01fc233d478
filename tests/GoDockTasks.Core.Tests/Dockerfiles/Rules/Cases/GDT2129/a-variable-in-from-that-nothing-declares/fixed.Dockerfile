ARG GO=1.27
FROM golang:${GO}
