package code

var c303 = Code{Status: 303}
