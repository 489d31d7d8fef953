package play

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/scenario"
)

const secret = "s3cr3t"

func TestShare(t *testing.T) {
	tests := []struct {
		desc   string
		msgs   []Msg
		secret bool // the link carries it
		step   int
	}{
		{"placeholders stand for secrets", nil, false, 0},
		{"unless the learner says otherwise", []Msg{RevealSecrets{true}}, true, 0},
		{"or thinks better of it", []Msg{RevealSecrets{true}, RevealSecrets{false}}, false, 0},
		{"at the step shown", []Msg{ShareStep{true}}, false, 2},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m := open(Opened{Base: "http://h.test/"})
			m, _ = after(m, AddHeader{InRequest, "X-Api-Key", secret}, GoTo{2}, OpenDialog{ShareDialog})
			if !m.Share.Secrets || m.Dialog != ShareDialog {
				t.Fatal("the dialog does not say that there are secrets")
			}
			m, _ = after(m, test.msgs...)
			base, fragment, _ := strings.Cut(m.Share.Link, "#")
			if base != "http://h.test/" || strings.Contains(fragment, secret) != test.secret {
				t.Errorf("link %s", m.Share.Link)
			}
			s, view, err := scenario.ParseAddress(fragment)
			if err != nil || view.Step != test.step || s.Request.URL != m.Draft.Request.URL {
				t.Errorf("the link leads to %s, step %d, %v", s.Request.URL, view.Step, err)
			}
		})
	}
}

// The dialog names what the real link would give away.
func TestSecretNames(t *testing.T) {
	m := open(Opened{Query: "url=https://me:pass@a.test/&header=Authorization:+Bearer+t0k3n&header=X-A:+1&hop=302,/b&hopheader=1,Set-Cookie:+a%3Dsecret"})
	if got, want := m.SecretNames(), []string{"Authorization", "Set-Cookie", "the password in a URL"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := open(Opened{Query: link}).SecretNames(); got != nil {
		t.Errorf("got %q where there is nothing secret", got)
	}
}

func TestShareIsCopied(t *testing.T) {
	m, effects := after(open(Opened{Base: "http://h.test/"}), OpenDialog{ShareDialog}, CopyLink{})
	if !hasEffect(effects, Copy{m.Share.Link}) {
		t.Errorf("effects %v", effects)
	}
	done, _ := Update(m, Copied{OK: true})
	if !done.Share.Copied || done.Announcement != "Link copied." {
		t.Errorf("copied %v, %q", done.Share.Copied, done.Announcement)
	}
	if done, _ = Update(done, ShareStep{true}); done.Share.Copied {
		t.Error("another link passes for copied")
	}
	if refused, _ := Update(m, Copied{OK: false}); refused.Share.Copied || !strings.Contains(refused.Announcement, "does not let") {
		t.Errorf("refused: %v, %q", refused.Share.Copied, refused.Announcement)
	}
	m, _ = Update(m, CloseDialog{})
	if m, _ = Update(m, Copied{OK: true}); m.Announcement != "Copied." {
		t.Errorf("outside the dialog: %q", m.Announcement)
	}
}

// A reload of the address that Share has written finds the work, not the
// placeholders.
func TestShareAndReload(t *testing.T) {
	m := open(Opened{Base: "http://h.test/"})
	m, effects := after(m, AddHeader{InRequest, "X-Api-Key", secret}, OpenDialog{ShareDialog}, CopyLink{})
	i := slices.IndexFunc(effects, func(e Effect) bool { _, is := e.(SetAddress); return is })
	if i < 0 {
		t.Fatalf("effects %v, want the address", effects)
	}
	back := open(Opened{Base: "http://h.test/", Fragment: effects[i].(SetAddress).Fragment, Work: saved(t, m)})
	if got, _ := back.Draft.Request.Headers.Get("X-Api-Key"); got != secret {
		t.Errorf("got %q, want the value that was typed", got)
	}
}

// What is shared is what is shown.
func TestShareWhileStale(t *testing.T) {
	m, _ := after(open(Opened{}), EditURL{"nonsense"}, OpenDialog{ShareDialog})
	s, _, err := scenario.ParseAddress(strings.TrimPrefix(m.Share.Link, "#"))
	if err != nil || s.Request.URL != m.Valid.Request.URL {
		t.Errorf("got %s, %v", s.Request.URL, err)
	}
}

func TestStartFrom(t *testing.T) {
	for _, start := range scenario.Startings() {
		m, _ := after(small(t), OpenDialog{StartDialog}, Last{}, StartFrom{start.ID})
		if !reflect.DeepEqual(m.Draft, start.Scenario) || m.Step != 0 || m.Dialog != NoDialog || m.Stale {
			t.Errorf("%s: step %d, dialog %d, problems %v", start.ID, m.Step, m.Dialog, m.Problems)
		}
	}
	m, _ := Update(small(t), StartFrom{"no"})
	if !strings.Contains(m.Announcement, scenario.Startings()[0].ID) || m.Draft.Request.URL != "http://a.test/x" {
		t.Errorf("one that is not there: %q", m.Announcement)
	}
	m, effects := Update(small(t), Reset{})
	if !reflect.DeepEqual(m.Draft, scenario.Default()) || !hasEffect(effects, SetTitle{m.title()}) {
		t.Errorf("reset: %s, effects %v", summary(m), effects)
	}
}

func TestClients(t *testing.T) {
	m := New()
	if got := len(m.Clients()); got != len(client.All()) {
		t.Errorf("%d clients without a search", got)
	}
	tests := []struct{ search, want string }{
		{"Browser FETCH", "fetch"},
		{" fetch() ", "fetch"},
		{"no such client", ""},
	}
	for _, test := range tests {
		m, _ := Update(m, SearchClient{test.search})
		found := m.Clients()
		if got := slices.ContainsFunc(found, func(p client.Profile) bool { return p.ID == test.want }); got != (test.want != "") || test.want == "" && len(found) > 0 {
			t.Errorf("%q: found %d", test.search, len(found))
		}
	}
}
