package wire

// Whether a head says what net/http read. It should: this is the second lock on
// the door behind which are other people's requests.

import (
	"hash/maphash"
	"net/http"
	"strings"
)

// agrees reports whether a head is that of a request: the same first line, and the
// same fields, each as often.
func agrees(raw string, r *http.Request) bool {
	line, rest := cutLine(raw)
	method, target, version, ok := cutRequestLine(line)
	if !ok || method != r.Method || target != r.RequestURI || version != r.Proto {
		return false
	}
	var want sum
	for name, values := range r.Header {
		for _, value := range values {
			want.add(name, value)
		}
	}
	got, ok := sumFields(rest, r)
	return ok && got == want
}

// sumFields adds the fields of a head up as net/http would put them in r.Header.
// ok is false where one differs that is not there but elsewhere in r.
func sumFields(fields string, r *http.Request) (s sum, ok bool) {
	var buf [64]byte
	var host string
	var coded, pragma, cached, uncached bool
	for {
		var line string
		if line, fields = cutLine(fields); line == "" {
			break
		}
		name, value, _ := cutField(line)
		key := canonical(buf[:0], name)
		switch string(key) {
		case "Host":
			host = value
			continue
		case "Transfer-Encoding":
			coded = true
			continue
		case "Trailer":
			if len(r.TransferEncoding) > 0 {
				continue // net/http makes it the keys of r.Trailer
			}
		case "Pragma":
			uncached = uncached || !pragma && value == "no-cache"
			pragma = true
		case "Cache-Control":
			cached = true
		}
		s.addKey(key, value)
	}
	if uncached && !cached {
		s.add("Cache-Control", "no-cache") // net/http adds it for the first Pragma
	}
	// An absolute target names the host; the field is not looked at then.
	// See https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2.
	named := !strings.HasPrefix(r.RequestURI, "/") && r.RequestURI != "*"
	return s, coded == (len(r.TransferEncoding) > 0) && (named || host == r.Host)
}

// A sum is of the hashes of fields, whatever their order. Nobody outside knows the
// seed, so nobody can write other fields with the same sum; and unlike comparing
// each with each, it is no work that grows with the square of their number.
type sum uint64

var seed = maphash.MakeSeed()

func (s *sum) add(key, value string) {
	s.mix(maphash.String(seed, key), value)
}

func (s *sum) addKey(key []byte, value string) {
	s.mix(maphash.Bytes(seed, key), value)
}

// mix multiplies, so that a value counts for its key alone.
func (s *sum) mix(key uint64, value string) {
	*s += sum((key | 1) * (maphash.String(seed, value) | 1))
}

// canonical appends a name as http.CanonicalHeaderKey spells it. It takes no memory
// of its own.
func canonical(dst []byte, name string) []byte {
	upper := true
	for i := range len(name) {
		c := name[i]
		switch {
		case upper && 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		case !upper && 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		dst = append(dst, c)
		upper = c == '-'
	}
	return dst
}
