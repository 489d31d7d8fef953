package play

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// headersOf returns the headers that a message about them means, for writing;
// nil where there is no such hop.
func (d *draft) headersOf(hop int) *redirect.Headers {
	switch {
	case hop == InRequest:
		return &d.Request.Headers
	case hop >= 0 && hop < len(d.Hops):
		return &d.Hops[hop].Headers
	}
	return nil
}

// HeadersField is the path of the headers of the request (InRequest) or of a
// hop. A header's fields are this, its index in brackets, and .name or .value;
// the button that adds one is this and .add.
func HeadersField(hop int) string {
	if hop == InRequest {
		return "request.headers"
	}
	return hopField(hop) + ".headers"
}

func headerField(hop, index int) string {
	return HeadersField(hop) + "[" + strconv.Itoa(index) + "]"
}

// blank reports a header that was added and not written yet: it is no part of
// what is played.
func blank(h redirect.Header) bool { return h.Name == "" && h.Value == "" }

// blankHeader reports whether the field is the name of a blank header.
func (m Model) blankHeader(field string) bool {
	path, named := strings.CutSuffix(field, "].name")
	if !named {
		return false
	}
	at := strings.LastIndexByte(path, '[')
	index, err := strconv.Atoi(path[at+1:])
	if err != nil {
		return false
	}
	d := m.draft()
	for hop := InRequest; hop < len(d.Hops); hop++ {
		if list := *d.headersOf(hop); HeadersField(hop) == path[:at] && index < len(list) {
			return blank(list[index])
		}
	}
	return false
}

// withoutBlank returns the scenario without its blank headers. It does not
// change s, and shares with it what has none.
func withoutBlank(s scenario.Scenario) scenario.Scenario {
	s.Request.Headers = filled(s.Request.Headers)
	for i, h := range s.Hops {
		if !slices.ContainsFunc(h.Headers, blank) {
			continue
		}
		s.Hops = slices.Clone(s.Hops)
		s.Hops[i].Headers = filled(h.Headers)
	}
	return s
}

func filled(headers redirect.Headers) redirect.Headers {
	if !slices.ContainsFunc(headers, blank) {
		return headers
	}
	left := slices.DeleteFunc(slices.Clone(headers), blank)
	if len(left) == 0 {
		return nil
	}
	return left
}

func (e AddHeader) update(m Model) (Model, []Effect) {
	index := -1
	m, effects := m.edit("add a header", "", func(d *draft) {
		list := d.headersOf(e.Hop)
		if list == nil || e.Name != "" && list.Has(e.Name) {
			return
		}
		index = len(*list)
		*list = append(*list, redirect.Header{Name: e.Name, Value: e.Value})
	})
	if index < 0 {
		return m, effects
	}
	part := ".name"
	m.Announcement = "A header was added."
	if e.Name != "" {
		part, m.Announcement = ".value", "The header "+e.Name+" was added."
	}
	return m, append(effects, Focus{headerField(e.Hop, index) + part})
}

func (e EditHeaderName) update(m Model) (Model, []Effect) {
	return m.edit("edit a header's name", headerField(e.Hop, e.Index)+".name", func(d *draft) {
		if list := d.headersOf(e.Hop); list != nil && e.Index >= 0 && e.Index < len(*list) {
			(*list)[e.Index].Name = e.Text
		}
	})
}

func (e EditHeaderValue) update(m Model) (Model, []Effect) {
	return m.edit("edit a header's value", headerField(e.Hop, e.Index)+".value", func(d *draft) {
		if list := d.headersOf(e.Hop); list != nil && e.Index >= 0 && e.Index < len(*list) {
			(*list)[e.Index].Value = e.Text
		}
	})
}

func (e RemoveHeader) update(m Model) (Model, []Effect) {
	left, name := -1, ""
	m, effects := m.edit("remove a header", "", func(d *draft) {
		if list := d.headersOf(e.Hop); list != nil && e.Index >= 0 && e.Index < len(*list) {
			name = (*list)[e.Index].Name
			*list = slices.Delete(*list, e.Index, e.Index+1)
			left = len(*list)
		}
	})
	if left < 0 {
		return m, effects
	}
	m.Announcement = strings.TrimSpace("The header "+name) + " was removed."
	if left == 0 {
		return m, append(effects, Focus{HeadersField(e.Hop) + ".add"})
	}
	return m, append(effects, Focus{headerField(e.Hop, min(e.Index, left-1)) + ".remove"})
}

// usual are the headers offered with one click: those whose fate a redirect
// decides, or that decide about it.
var (
	usualRequest = redirect.Headers{
		{Name: "Authorization", Value: "Bearer t0k3n"},
		{Name: "Cookie", Value: "sid=abc"},
		{Name: contentType, Value: "application/json"},
		{Name: "Referer", Value: "https://www.example.com/page"},
		{Name: "Origin", Value: "https://www.example.com"},
		{Name: "X-Api-Key", Value: "k3y"},
		{Name: "X-Request-Id", Value: "42"},
		{Name: "Idempotency-Key", Value: "7f3a"},
	}
	usualResponse = redirect.Headers{
		{Name: "Cache-Control", Value: "no-store"},
		{Name: "Set-Cookie", Value: "seen=1; Path=/"},
		{Name: "Access-Control-Allow-Origin", Value: "*"},
		{Name: "Access-Control-Allow-Headers", Value: "Authorization, Content-Type"},
		{Name: "Referrer-Policy", Value: "no-referrer"},
		{Name: "Strict-Transport-Security", Value: "max-age=31536000"},
		{Name: "Retry-After", Value: "120"},
		{Name: "Clear-Site-Data", Value: `"cookies"`},
	}
)

// UsualHeaders returns the headers to offer with one click in the request
// (InRequest) or in a hop: those it does not have yet.
func (m Model) UsualHeaders(hop int) []redirect.Header {
	d := m.draft()
	have := d.headersOf(hop)
	if have == nil {
		return nil
	}
	all := usualResponse
	if hop == InRequest {
		all = usualRequest
	}
	var offer []redirect.Header
	for _, h := range all {
		if !have.Has(h.Name) {
			offer = append(offer, h)
		}
	}
	return offer
}
