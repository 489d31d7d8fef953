package play

import "github.com/hopscope/hopscope/app/live"

// An Effect is something Update asks of the browser. The ui performs them in
// order, after the Model is in place.
type Effect interface{ effect() }

type (
	// Copy puts the text on the clipboard; the ui answers with Copied.
	Copy struct{ Text string }
	// SetTitle sets the title of the document.
	SetTitle struct{ Text string }
	// SetAddress replaces the address of the page, without a new entry in
	// the history, by this one. It is a fragment (without #) of the page.
	SetAddress struct{ Fragment string }
	// Focus moves the focus to the element with the id. An input's id is the
	// path of its field (hops[0].location); buttons have those of the
	// constants below, or the path of their row and a word: hops[0].open.
	Focus struct{ ID string }
	// Fold closes the details element with the id, and moves the focus to
	// its summary.
	Fold struct{ ID string }
	// ScrollTo brings the element with the id into view, by as little as
	// will do.
	ScrollTo struct{ ID string }
	// SaveSoon says that the work has changed. Within a second or two, and
	// when the page is hidden, the ui sends SaveNow: one for any number of
	// SaveSoons.
	SaveSoon struct{}
	// Save keeps the text in the browser's storage under the key. If it is
	// refused the ui sends StorageRefused.
	Save struct{ Key, Text string }
	// KeepSolved adds the lesson to those kept under SolvedKey: WithSolved. If
	// it is refused the ui sends StorageRefused.
	KeepSolved struct{ Lesson string }
	// Remove removes what is kept under the key.
	Remove struct{ Key string }
	// StartTimer sends a Tick every so many milliseconds until StopTimer. A
	// timer that runs already is replaced.
	StartTimer struct{ Milliseconds int }
	// StopTimer stops the timer, if one runs.
	StopTimer struct{}
	// SetTheme sets the theme of the document.
	SetTheme struct{ Theme Theme }
	// PostRun asks the server for a run of the scenario, its JSON; the ui
	// answers with RunMade or RunFailed.
	PostRun struct{ Body string }
	// Watch sends a RunEvent for each event of the run, until Unwatch: in
	// place of any other run.
	Watch struct{ Run string }
	// Unwatch ends that.
	Unwatch struct{}
	// FetchRun sends the request of a run by fetch(): JSON is the live.Run as
	// it came. The ui answers with BrowserDone.
	FetchRun struct{ Run, JSON string }
	// ShowEmbed opens the dialog about embedding. Text has a line each for the
	// scenario's address, the step shown, "secrets" where placeholders stand for
	// some, and the title.
	ShowEmbed struct{ Text string }
	// SubmitForm sends it as a form, or as a link where there is nothing to
	// send with it, into the frame FrameName.
	SubmitForm struct{ Run live.Run }
	// TellReady says to the page around the frame that messages are taken.
	TellReady struct{}
	// TellStep says to it which step is shown, and how many there are.
	TellStep struct{ Step, Steps int }
)

func (Copy) effect()       {}
func (SetTitle) effect()   {}
func (SetAddress) effect() {}
func (Focus) effect()      {}
func (Fold) effect()       {}
func (ScrollTo) effect()   {}
func (SaveSoon) effect()   {}
func (Save) effect()       {}
func (KeepSolved) effect() {}
func (Remove) effect()     {}
func (StartTimer) effect() {}
func (StopTimer) effect()  {}
func (SetTheme) effect()   {}
func (PostRun) effect()    {}
func (Watch) effect()      {}
func (Unwatch) effect()    {}
func (FetchRun) effect()   {}
func (ShowEmbed) effect()  {}
func (SubmitForm) effect() {}
func (TellReady) effect()  {}
func (TellStep) effect()   {}

// The ids of elements that effects name, beside those of the inputs. A row has
// further ones: hops[0].open (the button that opens its editor), hops[0].up
// and hops[0].down; request.headers.add and hops[0].headers.add stand for the
// button that adds a header.
const (
	AddHopID      = "hops.add"
	ClientID      = "client" // the details with the list of clients
	SearchID      = "client.search"
	CurrentStepID = "step-now" // the step shown, in the diagram
	ImportTextID  = "import.text"
	ShareLinkID   = "share.link"
	RunID         = "live.run" // the button that makes a run
)

// FrameName is the name of the frame in which a form is answered.
const FrameName = "live.frame"
