FROM buildpack-deps:bookworm
RUN sudo ls
