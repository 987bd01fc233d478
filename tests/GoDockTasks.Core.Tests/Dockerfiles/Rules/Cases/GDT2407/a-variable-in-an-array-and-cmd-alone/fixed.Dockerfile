FROM scratch
ENV APP=/orders PATH=/
COPY main.go /orders
CMD ["orders"]
