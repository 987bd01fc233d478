FROM golang:alpine
