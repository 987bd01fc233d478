// Command pricing answers what a number of pieces costs.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"

	"example.com/shop/money"
	"example.com/shop/pricing/internal/catalog"
)

type quote struct {
	Sku      string      `json:"sku"`
	Quantity int         `json:"quantity"`
	Cents    money.Cents `json:"cents"`
	Text     string      `json:"text"`
}

func answer(w http.ResponseWriter, r *http.Request) {
	sku := r.URL.Query().Get("sku")
	quantity, err := strconv.Atoi(r.URL.Query().Get("quantity"))
	price, known := catalog.Price(sku)
	if err != nil || quantity < 1 || !known {
		http.Error(w, "unknown sku or bad quantity", http.StatusBadRequest)
		return
	}

	total := price.Times(quantity)
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(quote{sku, quantity, total, total.String()}); err != nil {
		log.Printf("quote for %s: %v", sku, err)
	}
}

func main() {
	address := os.Getenv("PRICING_ADDRESS")
	if address == "" {
		address = "localhost:8082"
	}

	mux := http.NewServeMux()
	mux.HandleFunc("/quote", answer)
	server := &http.Server{Addr: address, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServe())
}
