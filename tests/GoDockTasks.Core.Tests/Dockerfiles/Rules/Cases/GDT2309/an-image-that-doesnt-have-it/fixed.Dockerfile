FROM buildpack-deps:bookworm
RUN ls
