package main

import (
	"embed"
	"fmt"
)

var (
	//go:embed all:pages
	files embed.FS
)

func main() { fmt.Println(files) }
