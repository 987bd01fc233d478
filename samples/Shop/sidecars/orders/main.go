// Command orders answers which lines an order has.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

type line struct {
	Sku      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

type order struct {
	ID    string `json:"id"`
	Lines []line `json:"lines"`
}

var orders = map[string]order{
	"1001": {ID: "1001", Lines: []line{{"tea-green", 2}, {"cup-blue", 1}}},
	"1002": {ID: "1002", Lines: []line{{"pot-cast-iron", 1}}},
}

func find(w http.ResponseWriter, r *http.Request) {
	found, ok := orders[strings.TrimPrefix(r.URL.Path, "/orders/")]
	if !ok {
		http.NotFound(w, r)
		return
	}

	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(found); err != nil {
		log.Printf("order %s: %v", found.ID, err)
	}
}

func main() {
	address := os.Getenv("ORDERS_ADDRESS")
	if address == "" {
		address = "localhost:8081"
	}

	mux := http.NewServeMux()
	mux.HandleFunc("/orders/", find)
	server := &http.Server{Addr: address, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServe())
}
