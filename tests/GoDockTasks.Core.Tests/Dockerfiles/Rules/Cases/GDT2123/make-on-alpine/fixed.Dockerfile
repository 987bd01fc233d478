FROM alpine:3.22
WORKDIR /src
COPY . .
RUN make all || true
RUN if false; then make all; curl x; fi
RUN PATH=$PATH:/x make || exit 0
