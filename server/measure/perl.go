package main

var perl = []subject{}
