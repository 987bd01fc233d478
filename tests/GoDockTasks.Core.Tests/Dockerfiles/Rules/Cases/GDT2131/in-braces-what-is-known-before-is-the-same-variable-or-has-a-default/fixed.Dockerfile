FROM golang:1.27
ENV GOPATH=/x PATH=$GOPATH/bin:$PATH
ENV A=$A:/x B=${A:-/y} C=$AB D='$B'
