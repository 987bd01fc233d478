//go:build !cgo

package main

func five() int { return 5 }
