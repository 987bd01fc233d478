FROM golang:1.27
ENV A=x B=${A}/y
