FROM node:22
WORKDIR /web
COPY web/package.json ./
RUN yarn install
