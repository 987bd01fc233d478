package main

import (
	"embed"
	"fmt"
)

var (
	//go:embed "pages/*.html"
	files embed.FS
)

func main() { fmt.Println(files) }
