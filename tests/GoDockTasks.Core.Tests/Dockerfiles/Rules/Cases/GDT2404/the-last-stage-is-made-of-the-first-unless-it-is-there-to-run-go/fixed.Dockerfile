FROM golang:1.27 AS build
WORKDIR /src
FROM build
CMD ["go", "test", "./..."]
