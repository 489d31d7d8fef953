package redirect

import (
	"slices"
	"strings"
)

// rewriteFor picks the rule for method and body, and adds the clause of the
// RFC that defines the status, and what it says to that. Where the policy has no rule for the case, the
// request stays as it is.
func (w *walk) rewriteFor(status int) Rewrite {
	for _, r := range w.p.Rewrites {
		if len(r.Statuses) > 0 && !slices.Contains(r.Statuses, status) {
			continue
		}
		if len(r.Methods) > 0 && slices.Contains(r.Methods, w.method) == r.Except {
			continue
		}
		if w.verb != "" && r.Held.Text != "" {
			r.Reason = r.Held
		}
		clause := w.clause(status, w.methodAfter(r))
		if r.Reason.Kind == Required && status >= 303 { // the RFC is where it stands
			r.Reason.Sources = slices.Concat(clause, r.Reason.Sources)
		} else {
			r.Reason.Sources = slices.Concat(r.Reason.Sources, clause)
		}
		return r
	}
	return Rewrite{}
}

// clause is the section that defines the status, and what it says to what
// becomes of the method. For 308 the rule stands in a note of the section above.
func (w *walk) clause(status int, to string) []Source {
	source, ok := clauses[status]
	if !ok {
		return nil
	}
	from := w.next.Method
	switch {
	case (status == 301 || status == 302) && from == "POST" && to == "GET":
		source.Says = "allows it"
	case (status == 301 || status == 302) && from != to:
		source.Says = "does not provide for it"
	case status == 303 && to != "GET" && to != "HEAD":
		source.Says = "asks for a GET"
	case status == 308 && from == to:
		return []Source{rfc9110Redirection, source}
	}
	return []Source{source}
}

// applyMethod makes the rule's choice for method and body.
func (w *walk) applyMethod(r Rewrite) {
	w.words.to = w.methodAfter(r)
	if r.To != "" {
		w.method = r.To
	}
	if r.DropBody {
		w.body = nil
	} else if w.p.Once.Then == SendsEmpty && w.body != nil && w.body.Kind == Stream {
		w.body = &Body{Kind: Stream}
		w.because["body"] = w.p.Once.Reason
	}
}

// methodAfter is the method that goes over the wire next.
func (w *walk) methodAfter(r Rewrite) string {
	if r.To != "" && w.verb == "" {
		return r.To
	}
	return w.wireMethod()
}

// wireMethod is the method as it is sent.
func (w *walk) wireMethod() string {
	if w.verb != "" {
		return w.verb
	}
	return w.method
}

// canSendAgain asks whether a body that can be sent once only stands in the
// way.
func (w *walk) canSendAgain(status int, r Rewrite) bool {
	once := w.p.Once
	holds := w.body != nil && w.body.Kind == Stream
	if once.EvenIfDropped {
		holds = w.hadStream
	}
	bites := !r.DropBody || once.EvenIfDropping
	if len(once.Statuses) > 0 {
		bites = slices.Contains(once.Statuses, status)
	}
	if !holds || !bites {
		return true
	}
	switch once.Then {
	case OnceFails:
		return w.fail(once.Error, once.Reason)
	case OnceHandsBack:
		return w.stop(once.Reason)
	}
	return true
}

// normalCase writes a method as the client does.
func (c MethodCase) normalCase(method string) string {
	upper := strings.ToUpper(method)
	switch c {
	case Upper:
		return upper
	case UpperStandard:
		if slices.Contains([]string{"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"}, upper) {
			return upper
		}
	}
	return method
}
