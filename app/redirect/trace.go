package redirect

// A Trace is what following a scenario yields. It is a value: made once by
// Follow, never changed afterwards. Its JSON form is version 1 of the trace
// format.
type Trace struct {
	Version int    `json:"trace"`
	Client  Client `json:"client"`
	// Prepared lists what the client made of the built request before it
	// sent anything: a header it does not let its user set, a Content-Type
	// it adds. An optional field of the format.
	Prepared  []Change   `json:"prepared,omitempty"`
	Exchanges []Exchange `json:"exchanges"`
	Outcome   Outcome    `json:"outcome"`
	Survival  []Survivor `json:"survival"`
}

// Client names the client a trace is of.
type Client struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// An Exchange is one request and its response, and what the client decided.
type Exchange struct {
	Request  SentRequest `json:"request"`
	Response Response    `json:"response"`
	Decision Decision    `json:"decision"`
}

// A SentRequest is a request as it went over the wire. Its headers are those
// the learner gave and those whose fate a redirect decides; not User-Agent and
// the like.
type SentRequest struct {
	Method    string    `json:"method"`
	URL       string    `json:"url"`
	Headers   Headers   `json:"headers"`
	Body      *SentBody `json:"body"`
	Preflight bool      `json:"preflight,omitempty"`
}

// A SentBody is a body on the wire; Bytes is its length in bytes.
type SentBody struct {
	Text  string `json:"text"`
	Bytes int    `json:"bytes"`
}

// A Response is what a simulated server answered. Hop counts from 1; 0 is the
// server that answers where no hop does.
type Response struct {
	Hop     int     `json:"hop,omitempty"`
	Status  int     `json:"status"`
	Headers Headers `json:"headers"`
}

// An Action is what a client does with a response.
type Action string

// The actions of the trace format.
const (
	Deliver  Action = "deliver" // the response is the result
	FollowOn Action = "follow"  // another request is sent
	Stop     Action = "stop"    // the redirect is handed to the caller, unfollowed
	Fail     Action = "fail"    // an error
)

// A Decision is what the client made of a response, and why.
type Decision struct {
	Action Action `json:"action"`
	Why    string `json:"why"`
	// Kind says what kind of claim Why is; Sources back it.
	Kind    Kind      `json:"kind,omitempty"`
	Sources []*Source `json:"sources,omitempty"`
	// Changes lists the parts that the next request has otherwise.
	Changes []Change `json:"changes"`
	// Kept lists the parts that the next request has unchanged, each with
	// its why. An optional field of the format.
	Kept []Change `json:"kept,omitempty"`
}

// A Part is a part of a request whose fate a trace tells.
type Part string

// The parts.
const (
	PartMethod   Part = "method"
	PartBody     Part = "body"
	PartHeader   Part = "header"
	PartFragment Part = "fragment"
)

// A Fate is what became of a part.
type Fate string

// The fates.
const (
	Kept    Fate = "kept"
	Changed Fate = "changed"
	Dropped Fate = "dropped"
	Added   Fate = "added"
)

// A Change is the fate of one part from one request to the next, with its why.
type Change struct {
	Part    Part      `json:"part"`
	Name    string    `json:"name,omitempty"` // of a header
	Fate    Fate      `json:"fate"`
	From    string    `json:"from,omitempty"`
	To      string    `json:"to,omitempty"`
	Why     string    `json:"why"`
	Kind    Kind      `json:"kind,omitempty"`
	Sources []*Source `json:"sources"`
}

// A Kind is the kind of claim a reason makes. They are never mixed: what a
// standard requires is not what it allows, and neither is what one client does.
type Kind string

// The kinds of claim.
const (
	Required    Kind = "required"    // a standard requires it
	Recommended Kind = "recommended" // a standard says SHOULD
	Allowed     Kind = "allowed"     // a standard allows it
	Documented  Kind = "documented"  // the client's manual or source says it
	Measured    Kind = "measured"    // seen of the client, in one version
	Simulated   Kind = "simulated"   // how the simulation is set up
)

// A Source is where a reader can check a claim. URL is empty where there is
// nothing to link to yet. Says, an optional field of the format, is what the
// source says to it where that is less or other than the claim: "allows it".
type Source struct {
	Title string `json:"title"`
	URL   string `json:"url"`
	Says  string `json:"says,omitempty"`
}

// Cited is the source in words: its title, and what it says.
func (s Source) Cited() string {
	if s.Says == "" {
		return s.Title
	}
	return s.Title + " " + s.Says
}

// An OutcomeKind says how a trace ended.
type OutcomeKind string

// The ends a trace can have.
const (
	Delivered OutcomeKind = "delivered"
	Stopped   OutcomeKind = "stopped"
	Failed    OutcomeKind = "failed"
)

// An Outcome is how a trace ended. Redirects counts those that were followed.
// Error, with Failed, is what the client's user would see.
type Outcome struct {
	Kind      OutcomeKind `json:"kind"`
	Status    int         `json:"status,omitempty"`
	URL       string      `json:"url"`
	Redirects int         `json:"redirects"`
	Error     string      `json:"error,omitempty"`
	// Hidden: a browser shows nothing of the response, neither to a script, for
	// which it is opaque, nor as a page. An optional field of the format.
	Hidden bool `json:"hidden,omitempty"`
	// Why, Claim and Sources are there where the client refused before it sent
	// anything, so that no decision can carry them. Optional fields of the
	// format.
	Why     string    `json:"why,omitempty"`
	Claim   Kind      `json:"claim,omitempty"`
	Sources []*Source `json:"sources,omitempty"`
}

// A Survivor is one row of the comparison of what the learner built with what
// the last request carried. Hop is the first hop that changed the part; 0
// where none did, or where the client changed it before it sent anything.
type Survivor struct {
	Part Part   `json:"part"`
	Name string `json:"name,omitempty"`
	Fate Fate   `json:"fate"`
	Hop  int    `json:"hop,omitempty"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}
