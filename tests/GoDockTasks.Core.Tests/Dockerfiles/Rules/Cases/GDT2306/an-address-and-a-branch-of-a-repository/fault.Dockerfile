FROM alpine:3.22
ARG VERSION
ADD https://example.com/tool-${VERSION}.tgz /tool.tgz
ADD https://git.example.com/tools.git#main git@git.example.com:tools.git /tools/
