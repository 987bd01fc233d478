FROM alpine:3.22
COPY main.go /make
RUN /make
VOLUME /data
USER 65532
