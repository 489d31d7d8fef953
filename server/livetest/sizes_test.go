package livetest

// Bodies up to and past the bounds: of what is recorded, and of what is read.

import (
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"
	"testing"
)

// Bounds by default: what is recorded of a body, and what is read of one.
const (
	recorded = 64 << 10
	readable = 16 << 20
)

func TestSizes(t *testing.T) {
	tests := []struct {
		name   string
		bytes  int
		cut    bool
		status int // of the first answer
	}{
		{"one byte", 1, false, 307},
		{"all but one that are recorded", recorded - 1, false, 307},
		{"as many as are recorded", recorded, false, 307},
		{"one more", recorded + 1, true, 307},
		{"1 MiB", 1 << 20, true, 307},
		{"as many as are read", readable, true, 307},
		{"one more than are read", readable + 1, false, 413},
		{"twice as many as are read", 2 * readable, false, 413},
	}
	for _, tt := range tests {
		for _, chunked := range []bool{false, true} {
			t.Run(tt.name+map[bool]string{true: ", in chunks"}[chunked], func(t *testing.T) {
				t.Parallel()
				others := bystander(t, shared)
				made := shared.make(t, twoHops("curl"))
				header := ""
				if chunked {
					header = "-H 'Transfer-Encoding: chunked'"
				}
				n := strconv.Itoa(tt.bytes)
				out := shell(t, "head -c "+n+" /dev/zero | tr '\\0' a >body; curl -sSL -o first -w '%{http_code}' "+header+" --data-binary @body '"+made.Start+"'; cat first")
				if tt.status == http.StatusRequestEntityTooLarge {
					if !strings.HasPrefix(out, "413") || !strings.Contains(out, "the body is too large: a live run reads at most 16777216 bytes") {
						t.Errorf("%.200s", out)
					}
					if n := len(shared.report(t, made.ID).Exchanges); n != 0 {
						t.Errorf("%d requests are recorded", n)
					}
					others(t)
					return
				}
				for _, e := range likeCurl(t, made.ID) {
					b := e.Request.Body
					if b == nil || b.Bytes != tt.bytes || b.Cut != tt.cut || b.Incomplete || len(b.Text) != min(tt.bytes, recorded) {
						t.Errorf("request %d: a body of %s bytes came as %+v", e.N, n, sized(b.Text, b.Bytes, b.Cut))
					}
				}
				others(t)
			})
		}
	}
}

func sized(text string, bytes int, cut bool) string {
	return strconv.Itoa(bytes) + " bytes, " + strconv.Itoa(len(text)) + " recorded, cut " + strconv.FormatBool(cut)
}

// TestCutCharacter: where the bound is within a character, the text ends before
// it.
func TestCutCharacter(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	text := strings.Repeat("a", recorded-1) + "é"
	send(t, request(t, "POST", made.Start, text))
	b := shared.report(t, made.ID).Exchanges[0].Request.Body
	if b.Text != text[:recorded-1] || b.Base64 != "" || b.Bytes != len(text) || !b.Cut {
		t.Error(sized(b.Text, b.Bytes, b.Cut))
	}
}

// TestNoText: a body that is no UTF-8 is in Base64, and goes on as it is.
func TestNoText(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	shell(t, `printf '\377\376\0x' >body; curl -sSL --data-binary @body '`+made.Start+"'")
	for _, e := range likeCurl(t, made.ID) {
		if b := e.Request.Body; b.Base64 != "//4AeA==" || b.Text != "" || b.Bytes != 4 {
			t.Errorf("request %d: %s", e.N, show(b))
		}
	}
}

// TestChunksOfOneByte: the pieces in which a body comes are not what it is.
func TestChunksOfOneByte(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	var wire strings.Builder
	w := httputil.NewChunkedWriter(&wire)
	for range 1000 {
		io.WriteString(w, "x")
	}
	w.Close()
	rest := strings.TrimPrefix(made.Start, shared.url)
	converse(t, shared.host(), "POST "+rest+" HTTP/1.1\r\nHost: x\r\ntransfer-ENCODING: chunked\r\nTrailer: X-T\r\nConnection: close\r\n\r\n"+wire.String()+"X-T: later\r\n\r\n")
	e := shared.report(t, made.ID).Exchanges[0]
	if b := e.Request.Body; b == nil || b.Text != strings.Repeat("x", 1000) || b.Cut || e.Request.Unordered {
		t.Errorf("%s", show(e.Request))
	}
}
