package play

import "strings"

// A Key is a key that was pressed: Name as KeyboardEvent.key has it, the keys
// held with it, and where the focus was.
type Key struct {
	Name                   string
	Ctrl, Shift, Alt, Meta bool
	On                     Target
}

// A Target is what has the focus, as far as keys are concerned.
type Target uint

// The targets.
const (
	OnPage    Target = iota // nothing that takes keys
	OnControl               // a button, a link, a summary: takes Space and Enter
	OnChoice                // a radio button, a select, a slider, what scrolls: takes the arrows as well
	InSearch                // the search of the list of clients
	InField                 // any other field to type in
)

// KeyMsg returns the message a key means, if any; the ui then keeps the
// browser from doing anything else with it. A field to type in keeps all its
// keys, the browser's own undo among them; no other control has an undo.
func KeyMsg(m Model, k Key) (Msg, bool) {
	if m.Dialog != NoDialog {
		if k.Name == "Escape" {
			return CloseDialog{}, true
		}
		return nil, false
	}
	switch {
	case k.On == InSearch && k.Name == "Enter":
		return ChooseFound{}, true
	case k.On == InSearch, k.On == InField, k.Alt:
		return nil, false
	}
	if m.Page != EmbedPage {
		if k.Ctrl || k.Meta {
			return historyKey(k)
		}
		if k.Name == "?" {
			return OpenDialog{HelpDialog}, true
		}
	}
	if k.Ctrl || k.Meta || k.Shift || k.On == OnChoice || m.Page == LivePage { // there is no journey to step through
		return nil, false
	}
	name := k.Name
	if m.Present { // a clicker for slides has these two
		switch name {
		case "PageDown":
			name = "ArrowRight"
		case "PageUp":
			name = "ArrowLeft"
		}
	}
	switch name {
	case "ArrowRight":
		return Next{}, true
	case "ArrowLeft":
		return Back{}, true
	case "Home":
		return First{}, true
	case "End":
		return Last{}, true
	case " ":
		switch {
		case k.On == OnControl:
			return nil, false
		case m.Playing:
			return Pause{}, true
		}
		return Play{}, true
	}
	return nil, false
}

// historyKey is a key with Ctrl, or Meta as on a Mac.
func historyKey(k Key) (Msg, bool) {
	switch {
	case strings.EqualFold(k.Name, "z") && k.Shift, k.Name == "y" && !k.Meta: // Meta and y is the browser's history
		return Redo{}, true
	case strings.EqualFold(k.Name, "z"): // whatever Caps Lock says
		return Undo{}, true
	}
	return nil, false
}
