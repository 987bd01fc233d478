package main

import "example.com/money"

func main() { println(money.Euro(5)) }
