// Package money holds amounts in cents, so that nothing is rounded.
package money

import "fmt"

// Cents is an amount of money.
type Cents int64

// Times is the amount for several pieces.
func (c Cents) Times(quantity int) Cents { return c * Cents(quantity) }

func (c Cents) String() string { return fmt.Sprintf("%d.%02d EUR", c/100, c%100) }
