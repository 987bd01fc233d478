FROM busybox:1.35
WORKDIR /src
COPY main.go /src/setup
COPY main.go /src/setup.sh
RUN ["/src/setup"]
RUN ./setup.sh && echo x
