module example.com/orders

go 1.21

require example.com/money v1.0.0

replace example.com/money => ./money
