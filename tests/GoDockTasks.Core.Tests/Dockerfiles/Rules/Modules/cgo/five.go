package main

// static int five(void) { return 5; }
import "C"

func five() int { return int(C.five()) }
