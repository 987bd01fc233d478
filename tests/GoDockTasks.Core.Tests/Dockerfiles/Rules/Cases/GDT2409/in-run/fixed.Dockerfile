FROM busybox:1.35
WORKDIR /src
COPY start.sh ./
RUN chmod +x start.sh && ./start.sh
RUN ./start.sh || true
