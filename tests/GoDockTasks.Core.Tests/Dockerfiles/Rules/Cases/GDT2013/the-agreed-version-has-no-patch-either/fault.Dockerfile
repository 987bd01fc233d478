FROM golang:1.26.4
