FROM busybox:1.35
RUN --mount=type=secret,id=netrc cp /run/secrets/netrc /root/.netrc || touch /root/.netrc
RUN --mount=type=secret,id=token,env=TOKEN echo "password $TOKEN" >/root/.netrc
