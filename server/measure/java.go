package main

var java = []subject{}
