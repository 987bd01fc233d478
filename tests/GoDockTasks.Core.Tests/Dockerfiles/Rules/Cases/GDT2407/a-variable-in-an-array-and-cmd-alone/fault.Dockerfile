FROM scratch
ENV APP=/orders
COPY main.go /orders
CMD ["$APP"]
