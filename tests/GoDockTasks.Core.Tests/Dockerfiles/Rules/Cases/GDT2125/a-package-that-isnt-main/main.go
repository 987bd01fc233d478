package main

import (
	"fmt"

	"example.com/orders/internal/money"
)

func main() { fmt.Println(money.Euro) }
