FROM busybox:1.35
ENV TOOLS=/opt/tools
ENV BIN=$TOOLS/bin
RUN echo "programs in <$BIN>"
