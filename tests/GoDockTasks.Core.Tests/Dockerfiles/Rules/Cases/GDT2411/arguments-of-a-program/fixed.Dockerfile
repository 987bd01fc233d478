FROM busybox:1.35
RUN mkdir -p /data && \
    echo "a line that begins with \
COPY is text" \
    | \
COPY=main.go cat
RUN cat <<END
CMD is text
END
COPY main.go /src/
