package code

var c308 = Code{Status: 308}
