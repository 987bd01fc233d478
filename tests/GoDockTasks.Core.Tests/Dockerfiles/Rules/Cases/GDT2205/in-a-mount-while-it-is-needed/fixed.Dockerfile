FROM node:22
WORKDIR /web
COPY web/package.json ./package.json
RUN --mount=type=bind,source=web/package-lock.json,target=package-lock.json npm ci
