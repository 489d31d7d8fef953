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

	json   string             // the Run as it came: the browser reads its own parts of it
	of     *scenario.Scenario // what it is of
	asked  *scenario.Scenario // what a run is being made of
	then   Msg                // what waits for that
	resume bool               // it is of before the page was loaded, and nothing was heard of it yet
}

// Live.Over where the run could not be watched any longer: nobody answers, or the
// server knows it no more.
const (
	Lost live.EndReason = "lost"
	Gone live.EndReason = "gone"
)

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

// sameRun reports whether two scenarios have the same run, whoever is the
// client.
func sameRun(a, b scenario.Scenario) bool {
	a.Client, a.Options, b.Client, b.Options = "", nil, "", nil
	return key(a) == key(b)
}

// RunIsOld reports whether the run is of another chain or request than there
// are now.
func (m Model) RunIsOld() bool {
	return m.Live.Run.ID != "" && (m.Stale || !sameRun(*m.Live.of, m.Valid))
}

// RunOfOther says in a line that the run is of another client, or of other
// options of it, than are chosen now; nothing where it is not.
func (m Model) RunOfOther() string {
	if m.Live.Run.ID == "" || m.RunIsOld() {
		return ""
	}
	p, err := m.Live.of.Profile()
	switch {
	case err != nil, key(*m.Live.of) == key(m.Valid):
		return ""
	case p.ID == m.Profile().ID:
		return "Compared with " + p.Name + " with the options that the run was made with. Make a new run to compare with the options as they are now."
	}
	return "Compared with " + p.Name + ", the client that the run was made with. Make a new run to compare with " + m.Profile().Name + "."
}

func (MakeRun) update(m Model) (Model, []Effect) { return m.makeRun(nil) }

// makeRun asks the server for a run. then is done once it is there.
func (m Model) makeRun(then Msg) (Model, []Effect) {
	switch {
	case m.Live.Making:
		return m, nil
	case m.Stale:
		return m.announce("Nothing can be run: " + m.Summary()), nil
	}
	asked := m.Valid
	m.Live.Making, m.Live.asked, m.Live.then, m.Live.Problem = true, &asked, then, ""
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
	m = m.announce("The run is there, and waits for requests.")
	effects := []Effect{Watch{run.ID}}
	if kept, err := json.Marshal(keptRun{json.RawMessage(e.JSON), scenario.Encode(*m.Live.of)}); err == nil {
		effects = append(effects, Save{RunKey, string(kept)})
	}
	if then != nil {
		var more []Effect
		m, more = then.update(m)
		effects = append(effects, more...)
	}
	return m, effects
}

// A keptRun is what is kept of a run in the browser, for when the page is
// loaded again: what the server said, and what it is of.
type keptRun struct {
	Run json.RawMessage `json:"run"`
	Of  json.RawMessage `json:"of"`
}

// maxKept bounds what is read back, in bytes: a run has the request in it once
// for each of its commands.
const maxKept = 16 * scenario.MaxJSON

// takeUp watches the run that is kept, if there is one of this scenario whose
// time is not over. What arrived comes again from the server, or it says that
// there is no such run.
func (m Model) takeUp(text, now string) (Model, []Effect) {
	var kept keptRun
	var run live.Run
	if text == "" || len(text) > maxKept || json.Unmarshal([]byte(text), &kept) != nil || json.Unmarshal(kept.Run, &run) != nil || run.ID == "" {
		return m, nil
	}
	of, err := scenario.Decode(kept.Of)
	if err != nil || m.Stale || !sameRun(of, m.Valid) || over(run, now) {
		return m, nil
	}
	m.Live = Live{Run: run, json: string(kept.Run), of: &of, resume: true}
	return m, []Effect{Watch{run.ID}}
}

// over reports whether the time of a run is over: both times are in UTC, to the
// second or finer.
func over(run live.Run, now string) bool {
	const seconds = len("2006-01-02T15:04:05")
	return len(run.Expires) >= seconds && len(now) >= seconds && run.Expires[:seconds] < now[:seconds]
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
		text = "The server makes no run of this" + status + ": " + withFieldWords(text)
		if n, err := strconv.Atoi(e.RetryAfter); err == nil && n > 0 {
			text += ". Try again in " + strconv.Itoa(n) + " s."
		}
	}
	return m.runFails(text)
}

// runFails leaves the run there is as it was.
func (m Model) runFails(problem string) (Model, []Effect) {
	m.Live.Making, m.Live.then, m.Live.Problem = false, nil, problem
	return m.announce(problem), nil
}

// withFieldWords names the fields in what the server says is wrong with a
// scenario (scenario.Errors) as the page does.
func withFieldWords(text string) string {
	parts := strings.Split(text, "; ")
	for i, part := range parts {
		field, fault, found := strings.Cut(part, ": ")
		top, _, deep := strings.Cut(strings.ReplaceAll(field, "[", "."), ".")
		if found && deep && slices.Contains([]string{"hops", "request", "options"}, top) && !strings.Contains(field, " ") {
			parts[i] = FieldWords(field) + " " + fault
		}
	}
	return strings.Join(parts, "; ")
}

// announce has the text spoken, even where it was spoken last: the live region
// has to change for that.
func (m Model) announce(text string) Model {
	if text == m.Announcement {
		text += "\u00a0"
	}
	m.Announcement = text
	return m
}

// RunInBrowser takes the run there is, if it is one of this scenario that can
// still be used, and else makes one first.
func (e RunInBrowser) update(m Model) (Model, []Effect) {
	if m.Live.Run.ID == "" || m.Live.Over != "" || m.RunIsOld() || m.RunOfOther() != "" {
		return m.makeRun(e)
	}
	if e.Form {
		m.Live.Framed = true
		sent := "The form was sent."
		if IsLink(m.Live.Run.Form) {
			sent = "The link was followed."
		}
		m.Live.Saw = sent + " The frame shows the last answer, or why there is none."
		return m, []Effect{SubmitForm{m.Live.Run}}
	}
	m.Live.Saw = "fetch() is on its way."
	return m, []Effect{FetchRun{m.Live.Run.ID, m.Live.json}}
}

// IsLink reports whether a form has nothing to send but its address. Submitted,
// it would still put a question mark there; a link leaves it as it is.
func IsLink(f live.Form) bool { return f.Method == "get" && len(f.Entries) == 0 }

func (e BrowserDone) update(m Model) (Model, []Effect) {
	if e.Run != m.Live.Run.ID {
		return m, nil
	}
	m.Live.Saw = e.String()
	if e.Error != "" { // else what is said of the pass says enough
		m = m.announce(m.Live.Saw)
	}
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
