// Package play is the state of the playground without the page: a Model, the
// Msgs that a person's doings are, and Update, which is pure and the only
// writer. What a change asks of the browser comes back as Effects.
package play

import (
	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// A Model is everything the page shows. It is a value: Update returns another
// one, and changes nothing that an earlier one holds. New makes one.
type Model struct {
	// Draft is the scenario as it is typed, valid or not; Texts and
	// OptionTexts hold what its numbers and lists cannot.
	Draft scenario.Scenario
	// Texts belong to Draft.Hops, one each.
	Texts []HopText
	// OptionTexts holds, by option name, text that is not as the value would
	// be written, or no value at all. OptionText resolves it.
	OptionTexts map[string]string
	// Problems says what keeps the draft from being played, in the order of
	// the form. See ProblemsAt.
	Problems []Problem

	// Valid is the last draft without problems: what Trace and Others tell
	// of. Stale is set while the draft has problems, so while they lag.
	Valid scenario.Scenario
	Stale bool
	Trace redirect.Trace
	Steps []diagram.Step
	// Others has a line for every client over the same chain, in the order
	// of the profiles.
	Others []Line

	// Step is the index in Steps of the step shown, and Playing whether the
	// timer is running.
	Step    int
	Playing bool
	// OpenHop is the index of the hop whose editor is open; NoHop: none.
	OpenHop int
	// Chosen is the exchange chosen for the ledger; FollowStep: that of the
	// step. Exchange resolves it.
	Chosen int

	// ClientSearch is what was typed to find a client. See Clients.
	ClientSearch string

	// Predict says whether each decision is asked before it is shown;
	// Answers has the learner's choice by exchange; Reached is the furthest
	// step since predicting began.
	Predict bool
	Answers map[int]int
	Reached int

	// Challenge is what the address asks for.
	Challenge Challenge

	// Page is the page that is shown: each is a way to look at the same work.
	Page Page
	// Live is the run of the scenario by a real server.
	Live Live

	Dialog Dialog
	Share  Share
	Import Import

	// Present asks for larger type, ReadOnly refuses every edit: both from
	// the address.
	Present  bool
	ReadOnly bool
	Theme    Theme

	// AddressProblems are the parts of the address that could not be read,
	// a line each; AddressFault says how bad that is.
	AddressProblems []string
	AddressFault    AddressFault
	// Notices are lines to show until each is dismissed.
	Notices []string
	// Aside is saved work that could not be read, now or at an earlier visit,
	// kept so that nothing is lost; empty where there is none.
	Aside string
	// Copied is the text that was copied last.
	Copied string
	// Announcement is the text of the live region.
	Announcement string

	opened  bool          // by an address
	base    string        // the page's address without query and fragment
	query   string        // its query
	address string        // what of the address was read last
	from    string        // the query and fragment the work was begun at
	body    redirect.Body // the body before BodyNone
	past    []moment
	future  []moment
	run     string // the field whose edits still belong to the last moment
	refused bool   // storage was refused, and it has been said
}

// An AddressFault is how much of an address could not be read.
type AddressFault uint

// The faults, from bad to harmless.
const (
	AddressLost  AddressFault = iota // nothing of a scenario could be read
	AddressPart                      // part of it could not
	AddressExtra                     // it holds more than Hopscope knows
)

// A Page is one of the pages that the playground is shown as.
type Page uint

// The pages.
const (
	PlaygroundPage Page = iota
	LivePage            // the live run in place of the journey
	EmbedPage           // the journey alone, in a frame on another site
)

// NoHop is Model.OpenHop where every editor is closed.
const NoHop = -1

// FollowStep is Model.Chosen where the ledger follows the step.
const FollowStep = -1

// A HopText is what was typed for a hop where the hop cannot hold it.
type HopText struct {
	// Status and Methods are the fields' text where it is not as the value
	// would be written, or no value at all. StatusText and MethodsText
	// resolve them.
	Status  string
	Methods string
	// Location is the text to give back when a hop that was set to send no
	// Location sends one again.
	Location string
}

// A Problem is one thing that keeps the draft from being played. Field is its
// path in the scenario's JSON, which is also the id of its input in the page.
type Problem struct {
	Field string // such as hops[0].status, request.url, options.max-redirs
	Text  string // one sentence
}

// A Dialog is what is open over the page.
type Dialog uint

// The dialogs.
const (
	NoDialog     Dialog = iota
	ShareDialog         // Model.Share
	ImportDialog        // Model.Import
	StartDialog         // scenario.Startings to choose from
	HelpDialog          // the keys
	EmbedDialog         // start.js opens it: it is no part of this page
)

// Share is the state of the share dialog.
type Share struct {
	// Link is what to copy.
	Link string
	// Secrets says that the scenario holds secret-looking values; Reveal
	// that the learner wants them in the link all the same.
	Secrets bool
	Reveal  bool
	// AtStep makes the link open at the step shown, and in predict mode
	// where that is on.
	AtStep bool
	Copied bool
}

// Import is the state of the curl dialog.
type Import struct {
	Text string // as pasted
	// Problem says why nothing was imported; empty: no attempt, or it worked.
	Problem string
	// Notes name the parts that were not understood, a line each. Done says
	// that the rest was imported: the dialog stays open to show the notes.
	Notes []string
	Done  bool
}

// A Theme is the colours of the page.
type Theme string

// The themes. The zero value is the system's.
const (
	ThemeAuto  Theme = ""
	ThemeLight Theme = "light"
	ThemeDark  Theme = "dark"
)

// A BodyChoice is one of the buttons over the body. JSON is a text body with
// the Content-Type application/json.
type BodyChoice uint

// The choices, in the order they are offered.
const (
	BodyNone BodyChoice = iota
	BodyJSON
	BodyForm
	BodyText
	BodyMultipart
	BodyStream
)

// BodyChoices lists the choices, in the order they are offered.
func BodyChoices() []BodyChoice {
	return []BodyChoice{BodyJSON, BodyForm, BodyText, BodyMultipart, BodyStream, BodyNone}
}

// String returns the words on the button.
func (b BodyChoice) String() string {
	return [...]string{"None", "JSON", "Form", "Text", "Multipart", "Stream"}[b]
}

// A Line is one client's way over the chain, beside the chosen client's.
type Line struct {
	ID, Name string
	Chosen   bool
	// Methods has the method of each request, CORS preflights left out.
	Methods []string
	// Body and Credentials say what became of them; without a Fate where
	// none were given.
	Body        Cell
	Credentials Cell
	// Outcome is how it ended, in words; Ended is the same as a kind.
	Outcome string
	Ended   redirect.OutcomeKind
	// Differs names, in words, what is otherwise than with the chosen
	// client; nothing: no difference.
	Differs []string
}

// A Cell is a fate with its words, such as dropped and "dropped at hop 2".
type Cell struct {
	Fate redirect.Fate
	Text string
}

// A Row is one line of the ledger: a part of the request of Model.Exchange,
// and what the next request has of it.
type Row struct {
	// Label is what to call the part: Method, URL, Body, Fragment, or the
	// header's name.
	Label string
	// Before and After are the part in the two requests; None where it is
	// not there.
	Before, After string
	// Fate is empty where nothing was sent next, and where the part had been
	// lost before.
	Fate    redirect.Fate
	Why     string
	Kind    redirect.Kind
	Sources []*redirect.Source
}

// None is Row.Before or Row.After of a part that is not there.
const None = "none"

// A Badge is one part of the verdict.
type Badge struct {
	Title string        // such as "Body lost", "Delivered"
	Text  string        // such as "23 bytes dropped at hop 1"
	Fate  redirect.Fate // of the outcome: kept delivered, changed stopped, dropped failed
}

// A Question is what predict mode asks before a decision is shown.
type Question struct {
	Exchange int
	Text     string
	Options  []string
	// Chosen is the learner's option; NoAnswer: none yet.
	Chosen int
	// Revealed says that the step has shown the decision; from then on
	// Right is the option that was true, and Why is why.
	Revealed bool
	Right    int
	Why      string
	Sources  []*redirect.Source
}

// NoAnswer is Question.Chosen without an answer, and Question.Right before
// it is revealed.
const NoAnswer = -1

// A Score counts the questions whose decision has been shown.
type Score struct {
	Right, Wrong, Skipped int
	// Asked is how many the journey has in all; Done that its end is reached.
	Asked int
	Done  bool
}

// Where the ui keeps what it is told to save.
const (
	WorkKey  = "hopscope.work"
	RunKey   = "hopscope.run"
	ThemeKey = "hopscope.theme"
	AsideKey = "hopscope.aside"
)
