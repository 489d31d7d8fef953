package client

import "testing"

func TestRecorded(t *testing.T) {
	old := programs
	t.Cleanup(func() { programs = old })
	programs = []recordedOf{
		{"curl", []Program{{Name: "curl", Version: "1", Date: "2026-01-02"}, {Name: "curl", Version: "2", Date: "2026-01-02"}}},
		{"fetch", []Program{{Name: "Chromium", Version: "3", Date: "2026-01-02", Option: "engine", Value: "chromium"}}},
	}
	for _, test := range []struct {
		sentence, id string
		options      Options
		want         string
	}{
		{"the first is that of the profile as it comes", "curl", nil, "curl 1, recorded on 2026-01-02"},
		{"the standard has no recording", "fetch", nil, ""},
		{"an engine has its own", "fetch", Options{"engine": "chromium"}, "Chromium 3, recorded on 2026-01-02"},
		{"and not another's", "fetch", Options{"engine": "firefox"}, ""},
		{"nobody ran it", "go", nil, ""},
	} {
		t.Run(test.sentence, func(t *testing.T) {
			p, err := Lookup(test.id)
			if err != nil {
				t.Fatal(err)
			}
			policy, err := p.Policy(test.options)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if policy.Recorded != nil {
				got = policy.Recorded.Title
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
