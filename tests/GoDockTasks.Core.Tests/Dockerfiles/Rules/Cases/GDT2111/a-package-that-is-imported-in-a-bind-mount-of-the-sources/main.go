package main

import "example.com/orders/store"

func main() { println(store.Schema) }
