FROM alpine:3.22
RUN --mount=type=secret,id=netrc,target=/run/netrc true
