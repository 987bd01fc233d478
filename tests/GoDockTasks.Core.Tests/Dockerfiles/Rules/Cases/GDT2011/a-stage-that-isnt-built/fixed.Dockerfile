FROM golang
FROM golang:1.27.3
