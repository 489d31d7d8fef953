package snippet

import "testing"

func TestRubyLiteral(t *testing.T) {
	tests := []struct{ text, want string }{
		{``, `""`},
		{`plain`, `"plain"`},
		{`{"a":1}`, `'{"a":1}'`},
		{`{"a":"#{x}"}`, `'{"a":"#{x}"}'`},
		{`#{id} #$x #@x`, `"\#{id} \#$x \#@x"`},
		{`"it's" #{id}`, `"\"it's\" \#{id}"`},
		{`"\`, `"\"\\"`},
		{"\"\n", `"\"\n"`},
		{"a\x00", `"a\u0000"`},
	}
	for _, test := range tests {
		if got := rubyLiteral(test.text); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}
