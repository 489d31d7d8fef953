package code

var c304 = Code{Status: 304}
