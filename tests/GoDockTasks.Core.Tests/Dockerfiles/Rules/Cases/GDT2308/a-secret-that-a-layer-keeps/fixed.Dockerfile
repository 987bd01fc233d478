FROM busybox:1.35
RUN --mount=type=secret,id=netrc,target=/root/.netrc true
RUN --mount=type=secret,id=token,env=TOKEN echo "password $TOKEN" >/root/.netrc && rm /root/.netrc
RUN --mount=type=secret,id=token wc -c /run/secrets/token || true
