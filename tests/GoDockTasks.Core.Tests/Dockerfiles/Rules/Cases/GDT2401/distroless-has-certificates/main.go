package main

import (
    "fmt"
    "net/http"
)

// tls.Dial is what http calls.
func main() {
    answer, err := http.Get("https://orders.example.com/")
    fmt.Println(answer, err)
}
