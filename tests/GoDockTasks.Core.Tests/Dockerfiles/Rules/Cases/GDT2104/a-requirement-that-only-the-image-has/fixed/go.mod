module example.com/orders

go 1.21

require example.com/text v1.2.0
