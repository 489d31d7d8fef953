package main

var php = []subject{}
