FROM alpine:3.22
ARG SOURCE
ADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://example.com/tool.tgz /tool.tgz
ADD https://git.example.com/tools.git#0123456789abcdef0123456789abcdef01234567:sub /tools/
ADD $SOURCE main.go /tools/
