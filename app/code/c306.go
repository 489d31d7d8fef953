package code

var c306 = Code{Status: 306}
