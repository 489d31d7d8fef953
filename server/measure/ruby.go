package main

var ruby = []subject{}
