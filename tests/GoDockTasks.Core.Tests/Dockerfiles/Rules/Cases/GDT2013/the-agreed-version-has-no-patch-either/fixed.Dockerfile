FROM golang:1.27rc1
