FROM node:22
WORKDIR /web
COPY web/package.json ./package.json
RUN npm ci
