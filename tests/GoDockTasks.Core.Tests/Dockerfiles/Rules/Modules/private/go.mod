module example.com/orders

go 1.21

require git.example.com/text.git v1.2.0
