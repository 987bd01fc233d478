FROM busybox:1.35
ENV TOOLS=/opt/tools BIN=$TOOLS/bin
RUN echo "programs in <$BIN>"
