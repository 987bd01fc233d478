package text

func Upper(text string) string { return text + " v1.2.0" }
