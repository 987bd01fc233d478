package main

import (
	"embed"
	"fmt"
)

var (
	//go:embed rates.json
	files embed.FS
)

func main() { fmt.Println(files) }
