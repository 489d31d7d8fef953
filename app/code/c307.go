package code

var c307 = Code{Status: 307}
