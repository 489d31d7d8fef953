package code

var c302 = Code{Status: 302}
