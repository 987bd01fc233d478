FROM scratch
ARG HOST
ADD http://${HOST}/example.com/tool/@v/list /list
