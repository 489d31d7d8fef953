package main

import "testing"

func TestNegotiate(t *testing.T) {
	both := []coding{brotlied, gzipped}
	tests := []struct {
		sentence string
		header   string
		offers   []coding
		want     coding
	}{
		{"nothing asked, nothing encoded", "", both, identity},
		{"what browsers send gets brotli", "gzip, deflate, br, zstd", both, brotlied},
		{"brotli alone", "br", both, brotlied},
		{"gzip alone", "gzip", both, gzipped},
		{"names ignore case", "GZIP", both, gzipped},
		{"the higher weight wins", "br;q=0.5, gzip;q=0.9", both, gzipped},
		{"equal weights: ours wins", "gzip;q=0.5, br;q=0.5", both, brotlied},
		{"a weight of nothing is a refusal", "br;q=0, gzip", both, gzipped},
		{"0.000 is nothing, too", "br;q=0.000, gzip;q=0", both, identity},
		{"an asterisk stands for the rest", "*", both, brotlied},
		{"an asterisk stands for the rest only", "br;q=0, *;q=0.3", both, gzipped},
		{"identity preferred by weight", "identity, br;q=0.5", both, identity},
		{"identity named beside brotli does not win", "identity, br", both, brotlied},
		{"identity refused gets what is left", "identity;q=0, gzip;q=0.1", both, gzipped},
		{"everything refused gets identity", "*;q=0", both, identity},
		{"unknown codings get identity", "zstd, deflate", both, identity},
		{"spaces and tabs around everything", " gzip ; q=0.2 ,\tbr ; q=0.1", both, gzipped},
		{"q in capitals", "gzip;Q=0.4, br;Q=0.3", both, gzipped},
		{"a weight over 1 is a refusal", "br;q=2, gzip", both, gzipped},
		{"a weight that is no number is a refusal", "br;q=high, gzip;q=0.1", both, gzipped},
		{"NaN is a refusal", "br;q=NaN, gzip;q=0.1", both, gzipped},
		{"another parameter is no weight", "br;level=3", both, brotlied},
		{"empty items", ",,gzip,,", both, gzipped},
		{"nothing on offer", "br, gzip", nil, identity},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			if got := negotiate(test.header, test.offers...); got != test.want {
				t.Errorf("negotiate(%q) = %q, want %q", test.header, got, test.want)
			}
		})
	}
}
