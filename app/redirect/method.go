package redirect

import (
	"slices"
	"strings"
)

// rewriteFor picks the rule for a method and its body, and adds the clause of the
// RFC that defines the status, and what it says to that. Where the policy has no rule for the case, the
// request stays as it is.
func (w *walk) rewriteFor(status int, method string) Rewrite {
	for _, r := range w.p.Rewrites {
		if len(r.Statuses) > 0 && !slices.Contains(r.Statuses, status) {
			continue
		}
		if len(r.Methods) > 0 && slices.Contains(r.Methods, method) == r.Except {
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
func (w *walk) clause(status int, to string) []*Source {
	defined, ok := clauses[status]
	if !ok {
		return nil
	}
	source := *defined // what it says depends on the case
	from := w.next.Method
	switch {
	case (status == 301 || status == 302) && from == "POST" && to == "GET":
		source.Says = "allows it"
	case (status == 301 || status == 302) && from != to:
		source.Says = "does not provide for it"
	case status == 303 && to != "GET" && to != "HEAD":
		source.Says = "asks for a GET"
	case status == 308 && from == to:
		return []*Source{rfc9110Redirection, &source}
	}
	return []*Source{&source}
}

// applyMethod makes the rule's choice for method and body.
func (w *walk) applyMethod(r Rewrite) {
	w.words.to = w.methodAfter(r)
	if r.To != "" {
		w.method = r.To
	}
	if r.DropBody {
		w.body = nil
		return
	}
	for _, once := range w.once() {
		if !once.about(w.body) {
			continue
		}
		switch once.Then {
		case SendsEmpty:
			w.body = &Body{Kind: w.body.Kind}
		case SendsNone:
			w.body = nil
		case SendsRedrawn:
			w.redraw()
		default:
			continue
		}
		w.because["body"] = once.Reason
	}
}

// redraw writes a form with another boundary. Content-Type stays as it is.
func (w *walk) redraw() {
	if t := w.ownType(); t != "" && !w.given.Has("Content-Type") {
		w.given = append(slices.Clip(w.given), Header{"Content-Type", t})
	}
	w.body = &Body{w.body.Kind, strings.ReplaceAll(w.body.Text, "--"+Boundary(w.body.Text), "--redrawn")}
}

// once are the rules for bodies that would have to be sent again.
func (w *walk) once() []OnceRule { return []OnceRule{w.p.Once, w.p.OnceMore} }

// about asks whether the rule is one for this body.
func (o OnceRule) about(b *Body) bool {
	return b != nil && (slices.Contains(o.Kinds, b.Kind) || len(o.Kinds) == 0 && b.Kind == Stream)
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
	for _, once := range w.once() {
		holds := once.about(w.body)
		if once.EvenIfDropped {
			holds = w.hadStream
		}
		bites := !r.DropBody || once.EvenIfDropping
		if len(once.Statuses) > 0 {
			bites = slices.Contains(once.Statuses, status)
		}
		if !holds || !bites || w.redirects < once.After {
			continue
		}
		switch once.Then {
		case OnceFails:
			return w.fail(once.Error, once.Reason)
		case OnceHandsBack:
			return w.stop(once.Reason)
		case OnceHangs:
			return w.fail(Hang, once.Reason)
		}
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
