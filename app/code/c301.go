package code

var c301 = Code{Status: 301}
