FROM node:22 AS web
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN npm install
COPY web .

FROM scratch
COPY --from=web /web /web
