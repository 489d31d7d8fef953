package live

import (
	"encoding/json"
	"strings"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
)

// HAR returns the exchanges as an HTTP archive, version 1.2 (Jan Odvarko,
// "HAR 1.2 Spec"). Times are those of arrival at the server; how long anything
// took is not known there, and is 0.
func HAR(told []Exchange) ([]byte, error) {
	entries := make([]harEntry, len(told))
	for i, e := range told {
		entries[i] = entry(e)
	}
	return json.MarshalIndent(map[string]any{"log": harLog{"1.2", harName{"Hopscope", "1"}, entries}}, "", "  ")
}

type harLog struct {
	Version string     `json:"version"`
	Creator harName    `json:"creator"`
	Entries []harEntry `json:"entries"`
}

type harName struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type harEntry struct {
	Started  string             `json:"startedDateTime"`
	Time     float64            `json:"time"`
	Request  harRequest         `json:"request"`
	Response harResponse        `json:"response"`
	Cache    struct{}           `json:"cache"`
	Timings  map[string]float64 `json:"timings"`
	Comment  string             `json:"comment,omitempty"`
}

type harRequest struct {
	Method      string      `json:"method"`
	URL         string      `json:"url"`
	Version     string      `json:"httpVersion"`
	Cookies     []harPair   `json:"cookies"`
	Headers     []harPair   `json:"headers"`
	Query       []harPair   `json:"queryString"`
	PostData    *harContent `json:"postData,omitempty"`
	HeadersSize int         `json:"headersSize"` // -1: not known
	BodySize    int         `json:"bodySize"`
}

type harResponse struct {
	Status      int        `json:"status"`
	StatusText  string     `json:"statusText"`
	Version     string     `json:"httpVersion"`
	Cookies     []harPair  `json:"cookies"`
	Headers     []harPair  `json:"headers"`
	Content     harContent `json:"content"`
	Redirect    string     `json:"redirectURL"`
	HeadersSize int        `json:"headersSize"`
	BodySize    int        `json:"bodySize"`
}

type harContent struct {
	Size     *int      `json:"size,omitempty"` // of a response
	MimeType string    `json:"mimeType"`
	Text     string    `json:"text,omitempty"`
	Encoding string    `json:"_encoding,omitempty"` // the format has none of a request: a field of our own
	Params   []harPair `json:"params,omitempty"`
}

type harPair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func entry(e Exchange) harEntry {
	out := harEntry{
		Started: e.At,
		Request: harRequest{
			Method: e.Request.Method, URL: e.Request.URL, Version: e.Request.Version,
			Cookies: cookiesOf(e.Request.Headers), Headers: pairs(e.Request.Headers), Query: query(e.Request.URL), HeadersSize: -1,
		},
		Response: harResponse{
			Status: e.Response.Status, StatusText: diagram.StatusText(e.Response.Status), Version: e.Request.Version, Cookies: []harPair{}, Headers: pairs(e.Response.Headers),
			Content: harContent{Size: new(int)}, HeadersSize: -1, BodySize: -1,
		},
		Timings: map[string]float64{"send": 0, "wait": 0, "receive": 0},
		Comment: e.Request.Original,
	}
	out.Response.Redirect, _ = e.Response.Headers.Get("Location")
	if b := e.Request.Body; b != nil {
		out.Request.BodySize = b.Bytes
		kind, _ := e.Request.Headers.Get("Content-Type")
		out.Request.PostData = &harContent{MimeType: kind, Text: b.Text}
		if b.Base64 != "" {
			out.Request.PostData.Text, out.Request.PostData.Encoding = b.Base64, "base64"
		}
	}
	return out
}

func pairs(headers redirect.Headers) []harPair {
	out := make([]harPair, len(headers))
	for i, h := range headers {
		out[i] = harPair(h)
	}
	return out
}

func cookiesOf(headers redirect.Headers) []harPair {
	out := []harPair{}
	for _, value := range headers.Values("Cookie") {
		for pair := range strings.SplitSeq(value, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			out = append(out, harPair{name, value})
		}
	}
	return out
}

func query(url string) []harPair {
	out := []harPair{}
	_, text, found := strings.Cut(url, "?")
	if !found {
		return out
	}
	for pair := range strings.SplitSeq(text, "&") {
		name, value, _ := strings.Cut(pair, "=")
		out = append(out, harPair{name, value})
	}
	return out
}
