module example.com/shop/pricing

go 1.19

require example.com/shop/money v0.0.0

replace example.com/shop/money => ../../libs/money
