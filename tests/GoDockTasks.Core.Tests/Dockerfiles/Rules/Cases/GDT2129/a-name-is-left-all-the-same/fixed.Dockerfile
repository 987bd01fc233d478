FROM --platform=$BUILDPLATFORM busybox:1.35${SUFFIX:-}
