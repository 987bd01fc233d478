FROM golang:${GO}
