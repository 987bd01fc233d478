package money

func Euro(amount byte) string { return string('0'+amount) + " EUR" }
