package code

// An example as it goes over the wire.

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/app/snippet"
)

// A Wire is an example as messages, with what comes of it.
type Wire struct {
	Client   string `json:"client"` // who sends it
	Request  string `json:"request"`
	Response string `json:"response"`
	// Next is the request that follows; empty: none does.
	Next string `json:"next,omitempty"`
	// Why is the client's reason.
	Why string `json:"why"`
	// Curl is the request as a command.
	Curl string `json:"curl"`
}

// Wire follows the example.
func (e Example) Wire() (Wire, error) {
	s, _, err := scenario.ParseAddress(e.Address)
	if err != nil {
		return Wire{}, err
	}
	t, err := s.Follow()
	if err != nil {
		return Wire{}, err
	}
	var w Wire
	w.Client = t.Client.Name
	for _, x := range t.Exchanges {
		switch {
		case x.Request.Preflight:
		case w.Request == "":
			w.Request, w.Response, w.Why = requestText(x.Request), responseText(x.Response), x.Decision.Why
		case w.Next == "":
			w.Next = requestText(x.Request)
		}
	}
	as := s
	as.Client, as.Options = "curl", nil
	_, w.Curl = snippet.Command(as)
	w.Curl = strings.TrimRight(w.Curl, "\n")
	return w, nil
}

func requestText(r redirect.SentRequest) string {
	var b strings.Builder
	target, host := r.URL, ""
	if u, err := redirect.ParseURL(r.URL); err == nil {
		target, host = u.Path+u.Query, u.Authority()
	}
	b.WriteString(r.Method + " " + oneLine(target) + " HTTP/1.1\n")
	if host != "" && !r.Headers.Has("Host") {
		b.WriteString("Host: " + oneLine(host) + "\n")
	}
	fields(&b, r.Headers)
	if r.Body != nil && r.Body.Text != "" {
		b.WriteString("\n" + r.Body.Text + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

func responseText(r redirect.Response) string {
	var b strings.Builder
	b.WriteString("HTTP/1.1 " + strings.TrimRight(strconv.Itoa(r.Status)+" "+redirect.StatusText(r.Status), " ") + "\n")
	fields(&b, r.Headers)
	return strings.TrimRight(b.String(), "\n")
}

func fields(b *strings.Builder, headers redirect.Headers) {
	for _, h := range headers {
		b.WriteString(oneLine(h.Name) + ": " + oneLine(h.Value) + "\n")
	}
}

// oneLine keeps a value within its line.
func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }
