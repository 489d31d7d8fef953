package code

var c300 = Code{Status: 300}
