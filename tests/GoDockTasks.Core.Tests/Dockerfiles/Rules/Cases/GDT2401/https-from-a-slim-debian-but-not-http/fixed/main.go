package main

import (
    "fmt"
    "net/http"
)

// tls.Dial is what http calls.
func main() {
    answer, err := http.Get("http://orders.example.com/")
    fmt.Println(answer, err)
}
// https://orders.example.com
