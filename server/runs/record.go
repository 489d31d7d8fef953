package runs

// What is kept of an exchange, and how it is read. A record is small: the head
// stays in one piece, and nothing of it is taken apart before somebody looks.

import (
	"encoding/base64"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/server/wire"
)

// A record is one exchange. The answer is not kept: the mapping gives the same
// one again.
type record struct {
	head      string // as it came, or as readHead wrote it where unordered
	body      []byte // what is recorded of it
	at        int64  // Unix time in nanoseconds
	length    int64  // of the body that came
	client    netip.Addr
	origin    int32
	unordered bool
	broken    bool // the body broke off
}

// size is what a record takes of the memory, its place in a slice that grows by
// doubling included.
func (rec *record) size() int64 {
	return int64(len(rec.head)+len(rec.body)) + 2*int64(unsafe.Sizeof(*rec))
}

// takeHead returns the head of a request as it came, or one written anew with
// the fields in the order of their names, where only net/http has read it.
func takeHead(r *http.Request) (head string, unordered bool) {
	if raw, ok := wire.Take(r); ok {
		return raw, false
	}
	return writeHead(r), true
}

func writeHead(r *http.Request) string {
	var b strings.Builder
	line := func(name, value string) { b.WriteString(name + ": " + value + "\r\n") }
	b.WriteString(r.Method + " " + r.RequestURI + " " + r.Proto + "\r\n")
	line("Host", r.Host)
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range r.Header[name] {
			line(name, value)
		}
	}
	if len(r.TransferEncoding) > 0 {
		line("Transfer-Encoding", strings.Join(r.TransferEncoding, ", "))
	}
	b.WriteString("\r\n")
	return b.String()
}

// exchanges reads records as exchanges of the run, compared with what was
// predicted.
func (r *run) exchanges(records []record) []live.Exchange {
	list := make([]live.Exchange, len(records))
	for i := range records {
		list[i] = records[i].exchange(r.mapping)
		list[i].N = i + 1
	}
	return r.mapping.Tell(list)
}

// exchange reads a record.
func (rec *record) exchange(m *live.Mapping) live.Exchange {
	request := rec.arrived(m)
	_, _, rest, _ := live.Split(live.TargetPath(request.Target))
	agent, _ := request.Headers.Get("User-Agent")
	e := live.Exchange{
		At:      time.Unix(0, rec.at).UTC().Format(time.RFC3339Nano),
		Request: request,
		Who:     rec.client.String() + " " + agent,
	}
	if rec.broken {
		e.Response = redirect.Response{Status: http.StatusRequestTimeout, Headers: redirect.Headers{}}
	} else {
		e.Response = m.Answer(int(rec.origin), rest, request.Method, request.Headers)
	}
	return e
}

// arrived reads the request.
func (rec *record) arrived(m *live.Mapping) live.Arrived {
	head, _ := wire.Parse(rec.head) // net/http has read it before
	headers := make(redirect.Headers, len(head.Fields))
	for i, f := range head.Fields {
		headers[i] = redirect.Header{Name: f.Name, Value: text(f.Value)}
	}
	_, _, rest, _ := live.Split(live.TargetPath(head.Target))
	return live.Arrived{
		Method:    head.Method,
		URL:       m.Origins[rec.origin].Ours + live.Prefix(m.ID, int(rec.origin)) + rest,
		Original:  m.Original(int(rec.origin), rest),
		Target:    head.Target,
		Version:   head.Version,
		Headers:   headers,
		Unordered: rec.unordered,
		Body:      rec.sent(),
		Preflight: live.Preflight(head.Method, headers),
	}
}

// text is a field's value as characters: UTF-8, or else ISO-8859-1, as HTTP once
// had it (RFC 9110 section 5.5). No byte is lost that way.
func text(value string) string {
	if utf8.ValidString(value) {
		return value
	}
	characters := make([]rune, len(value))
	for i := range len(value) {
		characters[i] = rune(value[i])
	}
	return string(characters)
}

// sent reads the body; nil where none came.
func (rec *record) sent() *live.Body {
	if rec.length == 0 && !rec.broken {
		return nil
	}
	b := &live.Body{Bytes: int(rec.length), Cut: rec.length > int64(len(rec.body)), Incomplete: rec.broken}
	if kept := rec.body; utf8.Valid(kept) {
		b.Text = string(kept)
	} else if whole, ok := wholeRunes(kept); ok && b.Cut {
		b.Text = string(whole) // cut within a character
	} else {
		b.Base64 = base64.StdEncoding.EncodeToString(kept)
	}
	return b
}

// wholeRunes takes the beginning of a character off the end of a text.
func wholeRunes(text []byte) ([]byte, bool) {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if rest := text[:len(text)-n]; utf8.RuneStart(text[len(text)-n]) {
			return rest, !utf8.FullRune(text[len(text)-n:]) && utf8.Valid(rest)
		}
	}
	return nil, false
}
