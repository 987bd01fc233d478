FROM alpine:3.22
WORKDIR /src
COPY . .
RUN make all
