FROM debian:12
RUN apt-get update && apt-get install -y sudo
RUN sudo ls
USER 1000
RUN sudo ls
