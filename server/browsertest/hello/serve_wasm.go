package main

// serve is for the program that is not in a browser.
func serve() {}
