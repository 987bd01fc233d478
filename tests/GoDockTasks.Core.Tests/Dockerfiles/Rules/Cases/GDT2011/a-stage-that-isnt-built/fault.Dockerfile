FROM golang
FROM golang:latest
