package money

import "example.com/money/round"

func Euro(amount int) string { return round.Up(amount) }
