FROM busybox:1.35
COPY <<EOF /start.sh
#!/bin/sh
echo begun
EOF
RUN chmod +x /start.sh
ENTRYPOINT ["/start.sh"]
