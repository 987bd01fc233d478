package main

import (
    "fmt"

    "example.com/orders/clock"
)

func main() { fmt.Println(clock.Berlin()) }
