package main

import _ "github.com/godror/godror"

func main() {}
