package scenario

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Address writes a valid scenario and a view as a query, without its ?, that
// is as good as a fragment: readable, or compact where the readable form would
// pass MaxReadable. ParseAddress reads the same back.
func Address(s Scenario, v View) string {
	view := viewAddress(v)
	if readable, ok := readableAddress(s); ok {
		if address := sealEnd(readable + view); len(address) <= MaxReadable {
			return address
		}
	}
	return sealEnd(paramCompact + "=" + deflate(compactJSON(s)) + view)
}

// readableAddress writes everything that is not the default, and always the
// URL: an empty address would stand for another scenario. It returns false
// where an option's value cannot be written as text.
func readableAddress(s Scenario) (string, bool) {
	var a addressWriter
	if s.Client != "" && s.Client != DefaultClient {
		a.add(paramClient, s.Client)
	}
	if !a.options(s) {
		return "", false
	}
	if s.Request.Method != defaultMethod {
		a.add(paramMethod, s.Request.Method)
	}
	a.add(paramURL, s.Request.URL)
	for _, h := range s.Request.Headers {
		a.add(paramHeader, headerLine(h))
	}
	if body := s.Request.Body; body != nil {
		a.add(paramBody, body.Text)
		if body.Kind != redirect.Text && body.Kind != "" {
			a.add(paramKind, string(body.Kind))
		}
	}
	a.hops(s.Hops)
	if s.CORS == redirect.CORSWritten {
		a.add(paramCORS, string(s.CORS))
	}
	if s.Title != "" {
		a.add(paramTitle, s.Title)
	}
	return a.String(), true
}

type addressWriter struct{ strings.Builder }

func (a *addressWriter) add(name, value string) {
	if a.Len() > 0 {
		a.WriteByte('&')
	}
	a.WriteString(name)
	a.WriteByte('=')
	a.WriteString(escape(value))
}

func (a *addressWriter) options(s Scenario) bool {
	if len(s.Options) == 0 {
		return true
	}
	profile, err := s.Profile()
	if err != nil {
		return false
	}
	for _, name := range slices.Sorted(maps.Keys(s.Options)) {
		option, err := profile.Option(name)
		if err != nil {
			return false
		}
		text := option.Format(s.Options[name])
		if back, err := option.Parse(text); err != nil || !sameValue(back, s.Options[name]) {
			return false // a list with an item that holds a comma
		}
		a.add(paramOption, name+":"+text)
	}
	return true
}

// sameValue compares two values of an option.
func sameValue(a, b any) bool {
	listA, okA := a.([]string)
	listB, okB := b.([]string)
	if okA || okB {
		return okA && okB && slices.Equal(listA, listB)
	}
	return a == b
}

func (a *addressWriter) hops(hops []redirect.Hop) {
	for _, h := range hops {
		if text := strconv.Itoa(h.Status); h.Location == nil {
			a.add(paramHop, text)
		} else {
			a.add(paramHop, text+","+*h.Location)
		}
	}
	for i, h := range hops {
		n := strconv.Itoa(i+1) + ","
		for _, field := range h.Headers {
			a.add(paramHopHeader, n+headerLine(field))
		}
		if h.At != "" {
			a.add(paramHopAt, n+h.At)
		}
		if len(h.Methods) > 0 {
			a.add(paramHopMethods, n+strings.Join(h.Methods, " "))
		}
	}
}

func headerLine(h redirect.Header) string { return h.Name + ": " + h.Value }

const hexDigits = "0123456789ABCDEF"

// escape percent-encodes all but letters, digits and what is legal in a query
// and in a fragment (RFC 3986 sections 3.4 and 3.5), is not needed as a
// separator, and does not end a link in Markdown or HTML.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', strings.IndexByte("-._~/:,;@?=", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		}
	}
	return b.String()
}

// sealEnd escapes a punctuation mark at the very end, which programs that find
// links in text take for the end of a sentence: hop=302, would lose its empty
// Location.
func sealEnd(address string) string {
	last := len(address) - 1
	if last >= 0 && strings.IndexByte(".,;:?", address[last]) >= 0 {
		c := address[last]
		return address[:last] + string([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
	}
	return address
}
