FROM scratch
COPY main.go /
