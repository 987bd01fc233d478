FROM alpine:3.22
COPY main.go /make
RUN /make
USER 65532
