package live

import (
	"encoding/base64"

	"github.com/hopscope/hopscope/app/redirect"
)

// A Report is what is known of a run: the answer to GET /live/{id}.
type Report struct {
	ID      string `json:"id"`
	Expires string `json:"expires"`
	// Ended says that nothing more is to come: the last way through the run
	// arrived, or the run is full or over.
	Ended     bool       `json:"ended"`
	Exchanges []Exchange `json:"exchanges"`
	// Likeness holds the last way through against every profile.
	Likeness *Likeness `json:"likeness,omitempty"`
}

// An Exchange is one request that arrived at a live address, and its answer:
// a trace's exchange without the decision, with what a real request has more.
type Exchange struct {
	N int `json:"n"` // counts from 1
	// Pass counts the ways through the run from 1: each time a client starts
	// again is another one.
	Pass     int               `json:"pass"`
	At       string            `json:"at"` // when it arrived (RFC 3339, with nanoseconds)
	Request  Arrived           `json:"request"`
	Response redirect.Response `json:"response"`
	// Compared holds the request against the prediction.
	Compared *Comparison `json:"compared,omitempty"`
	// Who tells the clients of a run apart: the address it came from, say, and
	// what it calls itself. It is nobody's business but the server's.
	Who string `json:"-"`
}

// An Arrived request is one as it came over the wire.
type Arrived struct {
	Method string `json:"method"`
	URL    string `json:"url"` // the live address
	// Original is the scenario's URL that the live address stands for.
	Original string `json:"original"`
	Target   string `json:"target"`  // of the request line, as written
	Version  string `json:"version"` // HTTP/1.1
	// Headers are all that came, in their order and spelling; sorted and in
	// canonical spelling where Unordered.
	Headers   redirect.Headers `json:"headers"`
	Unordered bool             `json:"unordered,omitempty"`
	Body      *Body            `json:"body"` // nil: none came
	Preflight bool             `json:"preflight,omitempty"`
}

// A Body is one as it came, without its chunks.
type Body struct {
	// Text is what was recorded, where that is UTF-8; else Base64 has it.
	Text   string `json:"text"`
	Base64 string `json:"base64,omitempty"`
	Bytes  int    `json:"bytes"` // that came
	// Cut: more came than was recorded. Incomplete: the client announced more
	// than it sent.
	Cut        bool `json:"cut,omitempty"`
	Incomplete bool `json:"incomplete,omitempty"`
}

// content is what was recorded of it.
func (b *Body) content() string {
	if b == nil {
		return ""
	}
	if bytes, err := base64.StdEncoding.DecodeString(b.Base64); err == nil && b.Base64 != "" {
		return string(bytes)
	}
	return b.Text
}

// A Comparison is one request beside the one that was predicted for the chosen
// client.
type Comparison struct {
	Client string `json:"client"` // the id of the chosen client
	Equal  bool   `json:"equal"`
	// Parts are those that either has, in the order method, URL, headers,
	// body; none where no further request was predicted.
	Parts []Part `json:"parts"`
	// Last says that no further request was predicted.
	Last bool `json:"last,omitempty"`
	// Note is a sentence where there is more to say than the parts do.
	Note string `json:"note,omitempty"`
}

// A Part is one part of a request, as predicted and as it arrived; a nil one was
// not there.
type Part struct {
	Label     string  `json:"label"` // Method, URL, Body, or the header's name
	Predicted *string `json:"predicted"`
	Arrived   *string `json:"arrived"`
	Equal     bool    `json:"equal"`
}

// A Likeness holds one way through the run against every profile.
type Likeness struct {
	Pass int `json:"pass"`
	// Agent is what the client calls itself (User-Agent), if anything.
	Agent string `json:"agent,omitempty"`
	// Ended says that no more is to come: see Ended.
	Ended bool `json:"ended"`
	// Missing counts the requests that were predicted for the chosen client
	// and did not come, once it has ended.
	Missing int     `json:"missing,omitempty"`
	Text    string  `json:"text"` // a sentence: this behaved like …
	Matches []Match `json:"matches"`
}

// The names of the server-sent events. Each exchange is an event, with its N as
// its id; then comes the likeness of its pass so far. End says that nothing
// more is to come, for now: a client that connects again with Last-Event-ID
// waits for what comes after that.
const (
	ExchangeEvent = "exchange" // data: an Exchange
	LikenessEvent = "likeness" // data: a Likeness
	EndEvent      = "end"      // data: an End
)

// An End is the data of the last event of a stream.
type End struct {
	Reason EndReason `json:"reason"`
}

// An EndReason says why nothing more is to come.
type EndReason string

// The reasons.
const (
	Arrival EndReason = "arrived" // the last answer was not a redirect, or was to be the last and all was as predicted
	Full    EndReason = "full"    // the run has as many exchanges as it may
	Expired EndReason = "expired" // its time is over
)
