FROM alpine:3.22
COPY .ssh /root/.ssh
COPY --from=example.com/keys:1 /root/.ssh/id_ed25519 /
