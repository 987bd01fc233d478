module example.com/orders

go 1.21

require example.org/text v1.2.0
