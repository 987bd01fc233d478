FROM alpine:3.22
ARG TOKEN
RUN echo "machine git.example.com login ci password ${TOKEN}" > ~/.netrc
RUN <<EOF
echo "machine git.example.com login ci password opensesame" > ~/.netrc
EOF
