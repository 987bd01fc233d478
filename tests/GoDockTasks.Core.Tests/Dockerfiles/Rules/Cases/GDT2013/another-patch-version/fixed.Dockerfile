ARG GO
FROM golang:$GO
