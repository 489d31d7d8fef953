package play

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
)

// Live is the state of the live run: the scenario as a real server answers it.
type Live struct {
	// Making says that the server was asked for a run, which will take the
	// place of the one there is.
	Making bool
	Run    live.Run // without an ID: there is none
	// Exchanges are those that have arrived, in their order; Ways has the
	// likeness of each pass, as far as it is known.
	Exchanges []live.Exchange
	Ways      []live.Likeness
	// Over says why no more can arrive; empty: more can.
	Over live.EndReason
	// Problem says in a line what went wrong; empty: nothing.
	Problem string
	// Saw is what the page itself was told of its last request; Framed says
	// that a form was sent into the frame.
	Saw    string
	Framed bool
	// Tool is the id of the command that is chosen to be shown. See
	// Model.Tool.
	Tool string

	json  string // the Run as it came: the browser reads its own parts of it
	of    string // the scenario it is of, as key writes it
	asked string // the one that a run is being made of
	then  Msg    // what waits for that
}

// Lost is Live.Over where the run could not be watched any longer.
const Lost live.EndReason = "lost"

// tools are the ids of live.Run.Commands, in the order they are offered.
var tools = []string{"curl", "wget", "httpie", "go", "python-requests", "node", "powershell"}

// Tools returns the ids of the commands that the run has, in the order they
// are offered.
func (m Model) Tools() []string {
	var list []string
	for _, id := range tools {
		if m.Live.Run.Commands[id] != "" {
			list = append(list, id)
		}
	}
	return list
}

// Tool returns the id of the command to show: the chosen one, else that of the
// client, else the first there is.
func (m Model) Tool() string {
	list := m.Tools()
	for _, id := range []string{m.Live.Tool, m.Profile().ID} {
		if slices.Contains(list, id) {
			return id
		}
	}
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// key is the scenario as far as a run depends on it.
func key(s scenario.Scenario) string {
	s.Title = ""
	return string(scenario.Encode(s))
}

// RunIsOld reports whether the run is of a scenario that has been changed
// since.
func (m Model) RunIsOld() bool {
	return m.Live.Run.ID != "" && (m.Stale || m.Live.of != key(m.Valid))
}

func (MakeRun) update(m Model) (Model, []Effect) { return m.makeRun(nil) }

// makeRun asks the server for a run. then is done once it is there.
func (m Model) makeRun(then Msg) (Model, []Effect) {
	switch {
	case m.Live.Making:
		return m, nil
	case m.Stale:
		m.Announcement = "Nothing can be run: " + m.Summary()
		return m, nil
	}
	m.Live.Making, m.Live.asked, m.Live.then, m.Live.Problem = true, key(m.Valid), then, ""
	return m, []Effect{PostRun{string(scenario.Encode(m.Valid))}}
}

func (e RunMade) update(m Model) (Model, []Effect) {
	if !m.Live.Making {
		return m, nil
	}
	var run live.Run
	if err := json.Unmarshal([]byte(e.JSON), &run); err != nil || run.ID == "" {
		return m.runFails("What answered is no Hopscope server that runs scenarios: the run could not be read.")
	}
	then := m.Live.then
	m.Live = Live{Run: run, Tool: m.Live.Tool, json: e.JSON, of: m.Live.asked}
	m.Announcement = "The run is there, and waits for requests."
	effects := []Effect{Watch{run.ID}}
	if then != nil {
		var more []Effect
		m, more = then.update(m)
		effects = append(effects, more...)
	}
	return m, effects
}

func (e RunFailed) update(m Model) (Model, []Effect) {
	if !m.Live.Making {
		return m, nil
	}
	text, status := strings.TrimSpace(e.Text), " (status "+strconv.Itoa(e.Status)+")"
	switch {
	case e.Status == 0:
		text = "The server could not be reached, so there is no new run. The simulation works without it."
	case text == "":
		text = "Nothing makes live runs at this address" + status + ". Run hopscope serve, and open its page."
	default:
		text = "The server makes no run of this" + status + ": " + text
	}
	return m.runFails(text)
}

// runFails leaves the run there is as it was.
func (m Model) runFails(problem string) (Model, []Effect) {
	m.Live.Making, m.Live.then, m.Live.Problem = false, nil, problem
	m.Announcement = problem
	return m, nil
}

// RunInBrowser takes the run there is, if it is one of this scenario that can
// still be used, and else makes one first.
func (e RunInBrowser) update(m Model) (Model, []Effect) {
	if m.Live.Run.ID == "" || m.Live.Over != "" || m.RunIsOld() {
		return m.makeRun(e)
	}
	if e.Form {
		m.Live.Framed = true
		m.Live.Saw = "The form was sent. The frame shows the last answer, or why there is none."
		return m, []Effect{SubmitForm{m.Live.Run}}
	}
	m.Live.Saw = "fetch() is on its way."
	return m, []Effect{FetchRun{m.Live.Run.ID, m.Live.json}}
}

func (e BrowserDone) update(m Model) (Model, []Effect) {
	if e.Run != m.Live.Run.ID {
		return m, nil
	}
	m.Live.Saw = e.String()
	m.Announcement = m.Live.Saw
	return m, nil
}

// String says what a script is told of its request.
func (e BrowserDone) String() string {
	switch {
	case e.Error != "":
		return "fetch() rejected: " + e.Error + ". A script is told no more; what arrived stands below."
	case e.Type == "opaqueredirect":
		return "fetch() resolved: type opaqueredirect, status 0. With redirect: manual a script sees that there was a redirect, and no more."
	case e.Type == "opaque":
		return "fetch() resolved: type opaque, status 0. With mode: no-cors a script sees nothing of the response."
	}
	text := "fetch() resolved: status " + strconv.Itoa(e.Status)
	if e.Redirected {
		text += ", redirected"
	} else {
		text += ", not redirected"
	}
	return text + ", type " + e.Type + ", final URL " + e.URL
}

func (e ChooseTool) update(m Model) (Model, []Effect) {
	m.Live.Tool = e.ID
	return m, nil
}
