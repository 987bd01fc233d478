package main

import (
	"embed"
	"fmt"
)

var (
	//go:embed pages
	files embed.FS
)

func main() { fmt.Println(files) }
