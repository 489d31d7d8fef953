package live

import (
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// What the parts of a mapping take beside their texts, in bytes: more rather than
// less.
const (
	sizeOfHop    = 256 // in two scenarios and a table of places
	sizeOfHeader = 64
)

// Size is about how many bytes a mapping keeps. A few bytes of JSON can be many
// of these: a relative Location is one of the whole URL that it was found at.
func (m *Mapping) Size() int64 {
	size := textOf(m.Given) + textOf(m.Live)
	for _, h := range m.Live.Hops {
		size += sizeOfHop + 2*len(h.At) // where it answers, as it is and as it is looked up
	}
	for _, n := range m.Notes {
		size += sizeOfHeader + len(n.Field) + len(n.Text)
	}
	return int64(size)
}

// textOf is the length of a scenario's texts, with what lists take.
func textOf(s scenario.Scenario) int {
	size := len(s.Title) + len(s.Request.Method) + len(s.Request.URL) + headersOf(s.Request.Headers)
	if s.Request.Body != nil {
		size += len(s.Request.Body.Text)
	}
	for _, h := range s.Hops {
		size += len(h.At) + headersOf(h.Headers)
		if h.Location != nil {
			size += len(*h.Location)
		}
		for _, method := range h.Methods {
			size += sizeOfHeader + len(method)
		}
	}
	return size
}

func headersOf(headers redirect.Headers) int {
	size := 0
	for _, h := range headers {
		size += sizeOfHeader + len(h.Name) + len(h.Value)
	}
	return size
}
