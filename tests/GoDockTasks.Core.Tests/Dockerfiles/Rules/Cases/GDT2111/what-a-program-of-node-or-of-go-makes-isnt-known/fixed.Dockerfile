FROM golang:1.27
WORKDIR /src
COPY . .
RUN npm ci --prefix web && npm run build --prefix web
RUN go build -o /orders .
