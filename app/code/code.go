// Package code is the reference of the status codes 300 to 308, as data: what each
// means, requires and does, how it is sent, and what people get wrong about it. It
// is not linked into the WebAssembly.
//
// Texts are plain sentences; what stands between backticks is code. There is no
// other markup.
package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

// Path is where the reference is; each code's page is below it.
const Path = "/codes"

// A Code is one status code and all there is to say of it.
type Code struct {
	Status   int      `json:"code"`
	Name     string   `json:"name"`
	Family   string   `json:"family"` // 3xx Redirection
	Standing Standing `json:"status"`
	// Clause is where it is defined.
	Clause redirect.Source `json:"clause"`

	Plain      string `json:"plain"`      // in plain words, one or two sentences
	Analogy    string `json:"analogy"`    // from daily life
	Definition string `json:"definition"` // our words, exact
	Rules      []Rule `json:"rules"`      // what the standards require, recommend and allow
	History    []Note `json:"history"`    // why it exists

	// The four facts that tell the codes apart.
	Method    Fact `json:"method"`    // is it kept?
	Body      Fact `json:"body"`      // is it kept?
	Permanent Fact `json:"permanent"` // is it for good?
	Cached    Fact `json:"cached"`    // by default, without Cache-Control?

	Risk    Risk     `json:"risk"`    // in production
	Happens []string `json:"happens"` // why one meets it: what makes a server send it

	// Reproduce is a request and the response to expect.
	Reproduce Example `json:"reproduce"`

	UseWhen []string `json:"useWhen"`
	NotWhen []Rather `json:"notWhen"`
	Fixes   []Fix    `json:"fixes"` // what not to do, and how to fix it

	Server  Server   `json:"server"`
	Clients []string `json:"clientPitfalls"`

	Examples []Example         `json:"examples"`
	Myths    []Myth            `json:"misunderstandings"`
	Confused []Confused        `json:"confusedWith"`
	Versions []Note            `json:"versionNotes"`
	Related  []int             `json:"related"`
	Sources  []redirect.Source `json:"sources"` // further reading, beside those cited above
}

// A Standing says whether a code is to be used.
type Standing string

// The standings.
const (
	InUse      Standing = "in use"
	Deprecated Standing = "deprecated"
	Unused     Standing = "unused"
)

// A Fact is the answer to a question with yes and no, in a few words, and why.
type Fact struct {
	Answer Answer `json:"answer"`
	Words  string `json:"words"` // for the eye: "kept", "may become GET"
	Why    string `json:"why"`   // a sentence
}

// An Answer is yes, no, or that it depends.
type Answer string

// The answers.
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Depends Answer = "depends"
	None    Answer = "does not apply"
)

// A Rule is what a standard says, in our words, by clause.
type Rule struct {
	Kind   redirect.Kind   `json:"kind"` // Required, Recommended or Allowed
	Text   string          `json:"text"`
	Source redirect.Source `json:"source"`
}

// A Note is a sentence or two with its source. When is a year or a version, or
// empty.
type Note struct {
	When   string          `json:"when,omitempty"`
	Text   string          `json:"text"`
	Source redirect.Source `json:"source"`
}

// A Risk is how dangerous a code is in production, and why.
type Risk struct {
	Level RiskLevel `json:"level"`
	Why   string    `json:"why"`
}

// A RiskLevel is low, medium or high.
type RiskLevel string

// The levels.
const (
	Low    RiskLevel = "low"
	Medium RiskLevel = "medium"
	High   RiskLevel = "high"
)

// A Rather is when to use another code. Instead is 0 where no code helps.
type Rather struct {
	When    string `json:"when"`
	Instead int    `json:"instead,omitempty"`
}

// A Fix is what goes wrong, the answer, and why it works.
type Fix struct {
	When string `json:"when"`
	Do   string `json:"do"`
	Why  string `json:"why"`
}

// A Server is the server's side.
type Server struct {
	Usage     string   `json:"usage"`
	Implement []string `json:"implementation"`
	Headers   []Field  `json:"headers"`
	Body      string   `json:"body"` // what body to send
	Pitfalls  []string `json:"pitfalls"`
}

// A Field is a response header that commonly comes with the code.
type Field struct {
	Name  string `json:"name"`
	About string `json:"about"`
}

// An Example is a scenario that can be run.
type Example struct {
	Title string `json:"title"`
	About string `json:"about"`
	// Address is the scenario as the query of an address, without its ?:
	// scenario=prg-303, or method=POST&hop=307,/new.
	Address string `json:"address"`
	// Holds is what is true of its trace: goals, as package goal reads them. A
	// test holds them to the engine.
	Holds []string `json:"holds"`
}

// A Myth is a common misunderstanding, what is true, and what shows it.
type Myth struct {
	Says    string            `json:"says"` // as people say it, without quotes
	True    string            `json:"true"`
	Seen    []evidence.Seen   `json:"seen,omitempty"` // the measurements
	Sources []redirect.Source `json:"sources,omitempty"`
	// Corrects marks an old claim that is widely repeated and wrong.
	Corrects bool `json:"corrects,omitempty"`
}

// A Confused is another code that this one is taken for, and the difference.
type Confused struct {
	With       int    `json:"with"`
	Difference string `json:"difference"`
}

// codes are all of them, by status.
var codes = []*Code{&c300, &c301, &c302, &c303, &c304, &c305, &c306, &c307, &c308}

// All returns the codes from 300 to 308. They are not to be changed.
func All() []*Code { return codes[:len(codes):len(codes)] }

// Lookup returns a code, and whether there is one.
func Lookup(status int) (*Code, bool) {
	for _, c := range codes {
		if c.Status == status {
			return c, true
		}
	}
	return nil, false
}
