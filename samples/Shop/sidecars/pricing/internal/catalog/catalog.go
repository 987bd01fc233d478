// Package catalog knows what things cost.
package catalog

import "example.com/shop/money"

var prices = map[string]money.Cents{
	"tea-green":     895,
	"cup-blue":      1250,
	"pot-cast-iron": 7900,
}

// Price is what one piece costs, and whether there is such a thing.
func Price(sku string) (money.Cents, bool) {
	price, ok := prices[sku]
	return price, ok
}
