package markdown

import "testing"

func TestEscapes(t *testing.T) {
	cell := func(s string) string { return Cell(Code(s)) }
	tests := []struct {
		sentence string
		by       func(string) string
		in, want string
	}{
		{"plain text stays", Text, "a POST, 23 bytes (307)", "a POST, 23 bytes (307)"},
		{"markup is escaped", Text, "*a* _b_ [c](d) `e` ~f~ \\", "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` \\~f\\~ \\\\"},
		{"so is HTML", Text, "<b>&amp;", "\\<b\\>\\&amp;"},
		{"a heading is none", Text, "# a # b", "\\# a # b"},
		{"nor is a list", Text, "12. a", "12\\. a"},
		{"nor one of dashes", Text, "- a", "\\- a"},
		{"nor a cell", Text, "a | b", "a \\| b"},
		{"code", Code, "<b>*a*", "`<b>*a*`"},
		{"code with backticks", Code, "a``b", "```a``b```"},
		{"code that ends in one", Code, "a`", "`` a` ``"},
		{"code that begins with a space", Code, " a", "`  a `"},
		{"code of nothing", Code, "  ", "*empty*"},
		{"code in a cell", cell, "a|b", "`a\\|b`"},
		{"an address", Target, "https://a.example/b?c=d&e#f", "https://a.example/b?c=d&e#f"},
		{"an address that would end its link", Target, "https://a.example/) [x](y", "https://a.example/%29%20[x]%28y"},
		{"an address that is a script", Target, "javascript:alert(1)", "#"},
		{"an address within the site", Target, "/codes/307#a:b", "/codes/307#a:b"},
	}
	for _, tt := range tests {
		if got := tt.by(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.sentence, got, tt.want)
		}
	}
}
