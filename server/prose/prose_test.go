package prose_test

import (
	"testing"

	"github.com/hopscope/hopscope/server/prose"
)

func TestHTML(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"plain", "plain"},
		{"a `POST` and a `GET`.", "a <code>POST</code> and a <code>GET</code>."},
		{"`<b>`", "<code>&lt;b&gt;</code>"},
		{"<script>`x", "&lt;script&gt;`x"},
		{"a ` alone", "a ` alone"},
		{"``", "<code></code>"},
		{"`a` `b", "<code>a</code> `b"},
	}
	for _, tt := range tests {
		if got := string(prose.HTML(tt.text)); got != tt.want {
			t.Errorf("HTML(%q) is %q, not %q", tt.text, got, tt.want)
		}
	}
}
