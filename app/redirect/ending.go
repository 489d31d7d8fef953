package redirect

import "slices"

// The ends of a walk. Each returns false, so that a step can return it.

// tooLong is where a client without a limit is left.
const tooLong ErrorText = "still being redirected after 100 requests; the simulation ends here"

var tooLongReason = Reason{
	Kind: Simulated,
	Text: "{client} would go on; the simulation ends after 100 requests.",
	Sources: []*Source{
		rfc9110Redirection,
	},
}

// deliver ends with the response as the result.
func (w *walk) deliver(r Response) bool {
	d := w.decision()
	if text := w.errorStatus(r.Status); text != "" {
		return w.fail(text, w.p.ErrorStatusReason)
	}
	d.Action = Deliver
	d.Kind = Required
	d.Sources = []*Source{rfc9110Redirection}
	switch {
	case r.Status < 300 || r.Status > 399:
		d.Why = w.say("{status} is not a redirect: {client} gives it to its caller.")
	case len(locations(r)) == 0:
		d.Kind = w.observed()
		d.Why = w.say("{status} without a Location leads nowhere: {client} gives it to its caller.")
	case w.otherMethods(r.Status).Text != "":
		why := w.otherMethods(r.Status)
		d.Why, d.Kind, d.Sources = w.say(why.Text), why.Kind, why.Sources
	default:
		d.Kind, d.Sources = w.observed(), w.statusSources()
		d.Why = w.say("{client} does not follow {status}: it is the result.")
	}
	w.trace.Outcome = Outcome{Kind: Delivered, Status: r.Status, URL: w.url.String(), Redirects: w.redirects, Hidden: w.hidden(r.Status)}
	return false
}

// errorStatus is the error that the client makes of a final status, if any.
func (w *walk) errorStatus(status int) ErrorText {
	p := w.p
	if p.ErrorFrom > 0 && status < p.ErrorFrom || p.ErrorFrom == 0 && status >= 200 && status < 300 || slices.Contains(p.NoErrors, status) {
		return ""
	}
	if other, ok := p.ErrorStatusFor.Lookup(w.s.Request.Method); ok {
		return other
	}
	if p.UnknownError != "" && StatusText(status) == "" {
		return p.UnknownError
	}
	if status >= 500 && p.ServerError != "" {
		return p.ServerError
	}
	return p.ErrorStatus
}

// otherMethods is why the status is no redirect, where it would be one with
// another method.
func (w *walk) otherMethods(status int) Reason {
	for _, rule := range w.p.Statuses {
		if len(rule.Methods) > 0 && rule.covers(status) {
			return rule.Reason
		}
	}
	return Reason{}
}

// statusSources say which statuses the client follows.
func (w *walk) statusSources() []*Source {
	for _, rule := range w.p.Statuses {
		if len(rule.Reason.Sources) > 0 {
			return rule.Reason.Sources
		}
	}
	return []*Source{rfc9110Redirection}
}

// stop ends with the redirect in the caller's hands.
func (w *walk) stop(why Reason) bool {
	d := w.decision()
	d.Action, d.Kind, d.Sources = Stop, why.Kind, why.Sources
	d.Why = w.say(why.Text)
	w.trace.Outcome = Outcome{Kind: Stopped, Status: w.words.status, URL: w.url.String(), Redirects: w.redirects, Hidden: w.opaque()}
	return false
}

// stopUnseen is stop, where a browser shows nothing of the redirect.
func (w *walk) stopUnseen(why Reason) bool {
	w.stop(why)
	w.trace.Outcome.Hidden = w.p.Browser != nil
	return false
}

// opaque asks whether a script gets an opaque response (Fetch, main fetch:
// response tainting).
func (w *walk) opaque() bool {
	b := w.p.Browser
	return b != nil && !b.Navigation && b.Mode == ModeNoCORS && w.cors
}

// hidden asks whether a browser shows nothing of a response that is the result.
func (w *walk) hidden(status int) bool {
	b := w.p.Browser
	return w.opaque() || b != nil && b.Navigation && slices.Contains(b.NoPage, status)
}

// fail ends with an error.
func (w *walk) fail(text ErrorText, why Reason) bool {
	w.trace.Outcome = Outcome{
		Kind: Failed, Status: w.words.status, URL: w.url.String(),
		Redirects: w.redirects, Error: w.say(string(text)),
	}
	if len(w.trace.Exchanges) == 0 { // refused before anything was sent
		w.trace.Outcome.Why, w.trace.Outcome.Claim, w.trace.Outcome.Sources = w.say(why.Text), why.Kind, why.Sources
		return false
	}
	d := w.decision()
	d.Action, d.Kind, d.Sources = Fail, why.Kind, why.Sources
	d.Why = w.say(why.Text)
	return false
}

// failOrStop ends with an error, or, where there is no text for one, with the
// redirect in the caller's hands.
func (w *walk) failOrStop(text ErrorText, why Reason) bool {
	if text == "" {
		return w.stop(why)
	}
	return w.fail(text, why)
}

// observed is the kind of a claim that the engine itself makes about the client.
func (w *walk) observed() Kind {
	if w.p.Recorded == nil {
		return Documented
	}
	return Measured
}

// finish closes the trace.
func (w *walk) finish() Trace {
	w.trace.Survival = w.survival()
	w.citeRecording()
	return w.trace
}

// citeRecording puts the client's recording before the other sources of what is
// measured.
func (w *walk) citeRecording() {
	if w.p.Recorded == nil {
		return
	}
	cite := func(kind Kind, sources *[]*Source) {
		if kind == Measured {
			*sources = slices.Concat([]*Source{w.p.Recorded}, *sources)
		}
	}
	all := func(list []Change) {
		for i := range list {
			cite(list[i].Kind, &list[i].Sources)
		}
	}
	all(w.trace.Prepared)
	for i := range w.trace.Exchanges {
		d := &w.trace.Exchanges[i].Decision
		cite(d.Kind, &d.Sources)
		all(d.Changes)
		all(d.Kept)
	}
	cite(w.trace.Outcome.Claim, &w.trace.Outcome.Sources)
}
