package code

var c305 = Code{Status: 305}
