package live

// How the parts of a request are set side by side.

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

func part(label string, predicted, arrived *string) Part {
	p := Part{Label: label, Predicted: predicted, Arrived: arrived}
	p.Equal = predicted == nil && arrived == nil || predicted != nil && arrived != nil && *predicted == *arrived
	return p
}

// crumbs are the pairs of a Cookie, sorted.
func crumbs(cookie string) []string {
	list := strings.Split(cookie, "; ")
	slices.Sort(list)
	return list
}

// joined is a field as one value (RFC 9110 section 5.3); nil where it is not
// there.
func joined(h redirect.Headers, name string) *string {
	values := h.Values(name)
	if values == nil {
		return nil
	}
	return ptr(strings.Join(values, ", "))
}

// maxShown is how many bytes of a body a part shows.
const maxShown = 200

func shown(b *redirect.SentBody) *string {
	if b == nil || b.Bytes == 0 { // no body and an empty one are the same to a server (RFC 9110 section 6.4)
		return nil
	}
	return ptr(short(b.Text, b.Bytes))
}

func shownArrived(b *Body) *string {
	switch {
	case b == nil || b.Bytes == 0:
		return nil
	case b.Base64 != "":
		return ptr(count(b.Bytes, "byte") + " that are no text")
	}
	return ptr(short(b.Text, b.Bytes))
}

func short(text string, bytes int) string {
	if len(text) <= maxShown && len(text) == bytes {
		return text
	}
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "")
	}
	return text + "… (" + count(bytes, "byte") + ")"
}

// boundary is that of a multipart Content-Type, or empty (RFC 2046 section
// 5.1.1).
func boundary(h redirect.Headers) string {
	value, _ := h.Get("Content-Type")
	kind, rest, _ := strings.Cut(value, ";")
	if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(kind)), "multipart/") {
		return ""
	}
	_, b, ok := strings.Cut(rest, "boundary=")
	if !ok {
		return ""
	}
	b, _, _ = strings.Cut(b, ";")
	return strings.Trim(strings.TrimSpace(b), `"`)
}

func ptr(s string) *string { return &s }
