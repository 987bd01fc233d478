FROM scratch
ARG HOST
ADD --checksum=sha256:76d01424beffc6fd5f69a6176dba1718af62c629485922d8eee75a3a8087e5d5 http://${HOST}/example.com/tool/@v/list /list
