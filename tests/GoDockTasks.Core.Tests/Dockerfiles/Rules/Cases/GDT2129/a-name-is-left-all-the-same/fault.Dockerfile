FROM busybox:1.35${SUFFIX}
