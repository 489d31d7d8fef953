package play

import "github.com/hopscope/hopscope/app/redirect"

// A Msg is one thing that a person, or the browser, did. The types of this
// file are all there are. Each is comparable, and prints as what it is.
type Msg interface {
	// update returns the model after it, and what the browser is to do.
	update(Model) (Model, []Effect)
}

// Update returns the model after the message, and what it asks of the
// browser. It does not change m.
func Update(m Model, msg Msg) (Model, []Effect) {
	next, effects := msg.update(m)
	if next.Page == EmbedPage {
		return next, next.embedded(&m, effects)
	}
	if _, opens := msg.(Opened); opens {
		return next, effects
	}
	return next, next.progress(&m, effects)
}

// InRequest stands for the request where a message about headers names a hop.
const InRequest = -1

// Editing the request. Text is taken as typed; a refused one stays in the
// field, with a Problem.
type (
	// EditTitle sets the scenario's title.
	EditTitle struct{ Text string }
	// EditMethod sets the request's method.
	EditMethod struct{ Text string }
	// EditURL sets the request's URL.
	EditURL struct{ Text string }
	// ChooseBody sets the kind of body; its text stays, and comes back after
	// BodyNone. BodyJSON sets the Content-Type where there is no JSON one.
	ChooseBody struct{ Choice BodyChoice }
	// EditBody sets the body's text.
	EditBody struct{ Text string }
	// SetCORS sets what the simulated servers do about CORS.
	SetCORS struct{ Mode redirect.CORSMode }
)

// Editing headers: those of the request (Hop: InRequest), or the further
// response headers of the hop with that index. Index counts from 0.
type (
	// AddHeader adds a header at the end and focuses it; with a name, as the
	// one-click headers have it, where there is none of that name yet.
	AddHeader struct {
		Hop         int
		Name, Value string
	}
	// EditHeaderName sets a header's name.
	EditHeaderName struct {
		Hop, Index int
		Text       string
	}
	// EditHeaderValue sets a header's value.
	EditHeaderValue struct {
		Hop, Index int
		Text       string
	}
	// RemoveHeader removes a header.
	RemoveHeader struct{ Hop, Index int }
)

// Editing hops. Hop is the index in Draft.Hops.
type (
	// AddHop adds a hop at the end, a 302 to a path that none uses yet, and
	// opens it.
	AddHop struct{}
	// RemoveHop removes a hop.
	RemoveHop struct{ Hop int }
	// DuplicateHop adds a copy after the hop and opens it.
	DuplicateHop struct{ Hop int }
	// MoveHop moves a hop by so many places: -1 up, 1 down.
	MoveHop struct{ Hop, By int }
	// SetStatus sets the status, as the picker does.
	SetStatus struct{ Hop, Status int }
	// EditStatus sets the status as typed.
	EditStatus struct {
		Hop  int
		Text string
	}
	// EditLocation sets the Location.
	EditLocation struct {
		Hop  int
		Text string
	}
	// SendLocation says whether the hop sends a Location at all. The text
	// comes back with it.
	SendLocation struct {
		Hop  int
		Send bool
	}
	// EditAt sets the URL the hop answers at; empty: the usual one.
	EditAt struct {
		Hop  int
		Text string
	}
	// EditMethods sets the methods the hop answers, between spaces or
	// commas; empty: every method.
	EditMethods struct {
		Hop  int
		Text string
	}
	// OpenHop opens the editor of a hop, or closes it where it is open.
	OpenHop struct{ Hop int }
)

// Choosing the client.
type (
	// SearchClient filters the list of clients.
	SearchClient struct{ Text string }
	// ChooseClient makes it the client, with its options at their defaults.
	ChooseClient struct{ ID string }
	// ChooseFound makes the one client that the search has left the client.
	ChooseFound struct{}
	// CloseClients folds the list of clients away.
	CloseClients struct{}
	// SetFlag sets an option of the kind Flag.
	SetFlag struct {
		Name string
		On   bool
	}
	// EditOption sets an option of any other kind from text. An empty text
	// is the default.
	EditOption struct{ Name, Text string }
	// ResetOption puts an option back to its default.
	ResetOption struct{ Name string }
)

// Stepping through the journey.
type (
	// First goes to the first step.
	First struct{}
	// Back goes one step back.
	Back struct{}
	// Next goes one step on.
	Next struct{}
	// Last goes to the last step.
	Last struct{}
	// GoTo goes to a step of Model.Steps.
	GoTo struct{ Step int }
	// Play starts playing: from the start where the end is shown.
	Play struct{}
	// Pause stops playing.
	Pause struct{}
	// Tick is a beat of the timer.
	Tick struct{}
	// ChooseExchange shows an exchange in the ledger; FollowStep lets it
	// follow the step again.
	ChooseExchange struct{ Exchange int }
	// SetPredict turns predicting on or off, from the first step.
	SetPredict struct{ On bool }
	// Answer answers the Question that is open.
	Answer struct{ Option int }
)

// The challenge.
type (
	// ShowHint shows the next hint.
	ShowHint struct{}
	// StartAgain brings back the scenario that the challenge began with.
	StartAgain struct{}
)

// History.
type (
	// Undo takes the last edit back.
	Undo struct{}
	// Redo brings it again.
	Redo struct{}
	// LeaveField ends the run of edits that one Undo takes back: a field
	// has lost the focus.
	LeaveField struct{}
)

// Dialogs and whole scenarios.
type (
	// OpenDialog opens a dialog, closing any other.
	OpenDialog struct{ Dialog Dialog }
	// CloseDialog closes the dialog.
	CloseDialog struct{}
	// StartFrom takes a starting scenario.
	StartFrom struct{ ID string }
	// Reset takes the default scenario.
	Reset struct{}
	// EditImport sets the text of the curl dialog.
	EditImport struct{ Text string }
	// RunImport reads the curl line: the request, the client and its options
	// become what it says, the hops stay.
	RunImport struct{}
	// RevealSecrets says whether the link carries secret-looking values.
	RevealSecrets struct{ On bool }
	// ShareStep says whether the link opens at the step shown.
	ShareStep struct{ On bool }
	// CopyLink copies the link of the share dialog, and makes it the address
	// unless that has a challenge.
	CopyLink struct{}
	// CopyText copies a text that is on the page: code, JSON.
	CopyText struct{ Text string }
	// CopyAside copies the saved work that could not be read.
	CopyAside struct{}
	// ForgetAside throws it away.
	ForgetAside struct{}
)

// The live run. Run is the id of the run that something is about.
type (
	// MakeRun makes a run of the scenario, in place of the one there is.
	MakeRun struct{}
	// RunMade has the server's answer, a live.Run.
	RunMade struct{ JSON string }
	// RunFailed says that there is none: the status of the answer, 0 where
	// there was no answer, its text where that is meant to be read, and its
	// Retry-After.
	RunFailed struct {
		Status     int
		Text       string
		RetryAfter string
	}
	// RunEvent is an event of the run: its name, or LostEvent or GoneEvent, and its data.
	RunEvent struct{ Run, Kind, JSON string }
	// RunInBrowser sends the request from this page: by fetch(), or as a form.
	// Without a run that fits it makes one first.
	RunInBrowser struct{ Form bool }
	// BrowserDone says what a script is told of a fetch().
	BrowserDone struct {
		Run string
		// Error is why the promise was rejected; empty: it was not. The
		// others are as Response has them.
		Error      string
		Status     int
		Redirected bool
		Type, URL  string
	}
	// ChooseTool shows another command.
	ChooseTool struct{ ID string }
	// ChooseMatch makes what a pass was held against the client.
	ChooseMatch struct {
		Pass int
		Name string
	}
	// LetThrough adds the Access-Control headers that a cross-origin fetch
	// needs to the hops. Then is what has the focus next: the button is gone.
	LetThrough struct{ Then string }
)

// Kinds of RunEvent that are the page's own.
const (
	LostEvent = "lost" // no server can be reached to watch the run
	GoneEvent = "gone" // the server says that there is no such run, or no more
)

// What the browser says.
type (
	// Opened says that the page is open at an address: at the start, and
	// whenever the address has changed.
	Opened struct {
		Base     string // the address without query and fragment
		Path     string // its path
		Query    string // without ?
		Fragment string // without #
		// Work, Run, Aside and Theme are what is kept under WorkKey, RunKey,
		// AsideKey and ThemeKey; empty when the address changes while the page
		// is open.
		Work  string
		Run   string
		Aside string
		Theme string
		Now   string // the time (RFC 3339, in UTC)
	}
	// StorageRefused says that nothing can be kept in this browser.
	StorageRefused struct{}
	// Copied says whether the Copy of a text worked.
	Copied struct {
		OK   bool
		Text string
	}
	// SaveNow asks for the Save that SaveSoon announced.
	SaveNow struct{}
	// ChooseTheme sets and keeps the theme.
	ChooseTheme struct{ Theme Theme }
	// DismissNotice removes the notice with the index.
	DismissNotice struct{ Index int }
	// DismissAddress removes the lines about the address.
	DismissAddress struct{}
)
