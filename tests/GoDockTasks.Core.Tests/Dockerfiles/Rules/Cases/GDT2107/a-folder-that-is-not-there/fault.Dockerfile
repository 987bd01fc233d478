FROM golang:1.27
ADD ./cmd /src/cmd
RUN cd /src && go build ./cmd
