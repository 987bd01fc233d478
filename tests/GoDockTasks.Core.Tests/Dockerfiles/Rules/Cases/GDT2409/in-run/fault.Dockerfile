FROM busybox:1.35
WORKDIR /src
COPY start.sh ./
RUN ./start.sh
