package redirect

import (
	"slices"
)

// MaxExchanges bounds a trace: a client without a limit of its own is followed
// no further round a loop.
const MaxExchanges = 100

// Follow plays the scenario with a client that behaves as the policy says. It
// always ends: at a result, at an error, at the client's limit, or after
// MaxExchanges.
func Follow(p Policy, s Scenario) Trace {
	w := &walk{p: p, s: s, servers: NewServers(s), refuted: map[string]bool{}, zero: true}
	w.trace = Trace{Version: 1, Client: p.Client, Exchanges: []Exchange{}}
	if !w.prepare() {
		return w.finish()
	}
	for w.preflight() {
		if !w.decide(w.exchange()) {
			break
		}
	}
	return w.finish()
}

// walk is the state of one client on its way through one scenario.
type walk struct {
	p       Policy
	s       Scenario
	servers Servers
	trace   Trace

	url, original URL
	method        string  // the one the client's rules see
	verb          string  // written over it on the wire, or empty
	given         Headers // what the user set, as far as it is still carried
	first         Headers // what the user set, as far as the client lets them
	asks          Headers // of them, those that a preflight asks for (Browser.Asks)
	body          *Body
	firstMethod   string // as method was at first
	firstBody     *Body
	hadStream     bool // the first request's body could be sent once only
	next          SentRequest

	jar     jar
	secured map[string]bool // hosts that asked for https only (RFC 6797); true: with all below them
	refuted map[string]bool // headers that are away for good, in lower case
	byURL   bool            // Authorization comes from the user in a URL
	strayed bool            // a redirect has led to another host
	zero    bool            // no redirect has dropped the body yet
	page    URL
	shown   URL  // what Referer shows of the page; what was cut off stays off
	cors    bool // response tainting is "cors" (Fetch)
	tainted bool // the request's origin is redirect-tainted (Fetch)
	policy  ReferrerPolicy

	redirects int
	visited   []string
	because   map[string]Reason // of the decision at hand: why, by part
	words     words
}

// words are what reasons and errors are filled in with.
type words struct {
	status                               int
	method, to, location, scheme, header string
	fragment                             string // of the Location itself
	from, next                           URL
	hadBody                              bool
}

// exchange sends the request at hand and takes the response down.
func (w *walk) exchange() Response {
	r := w.servers.Answer(w.url.Target(), w.next.Method)
	w.visited = append(w.visited, w.next.Method+" "+w.url.Target())
	w.trace.Exchanges = append(w.trace.Exchanges, Exchange{Request: w.next, Response: r, Decision: Decision{Changes: []Change{}}})
	return r
}

func (w *walk) decision() *Decision {
	return &w.trace.Exchanges[len(w.trace.Exchanges)-1].Decision
}

// decide takes the response through the client's rules, in the order clients
// do. It returns false where the walk ends.
func (w *walk) decide(r Response) bool {
	w.words = words{status: r.Status, method: w.next.Method, from: w.url, next: w.url, hadBody: w.next.Body != nil}
	w.because = map[string]Reason{}
	if !w.corsCheck(r) {
		return false
	}
	w.store(r)
	rule, ok := w.redirectRule(r)
	if !ok {
		return w.deliver(r)
	}
	switch {
	case w.p.ModeNeedsLocation && blank(locations(r)):
		return w.stop(w.p.Location.MissingReason)
	case w.p.Mode == HandBack && len(w.p.ModeFaults) == 0:
		return w.stopUnseen(w.p.ModeReason)
	case w.p.Mode == Refuse:
		return w.fail(w.p.ModeError, w.p.ModeReason)
	case len(w.p.OnlyMethods) > 0 && !slices.Contains(w.p.OnlyMethods, w.next.Method):
		return w.stop(w.p.OnlyMethodsReason)
	}
	if w.p.RequestFrom == Original {
		w.method, w.body = w.firstMethod, w.firstBody
	}
	rewrite := w.rewriteFor(r.Status, w.method)
	w.words.location, _ = r.Headers.Get("Location")
	there := w.words.location != ""
	if there && w.p.Limit.First && !w.withinLimit() || there && w.p.Once.First && !w.canSendAgain(r.Status, rewrite) {
		return false
	}
	next, ok := w.readLocation(r)
	if !ok {
		return false
	}
	if rule.Proxy {
		next = w.url
	}
	w.words.next = next
	if !w.noLoop(next, rewrite) || !w.withinLimit() || !w.userinfo(next) || !w.canSendAgain(r.Status, rewrite) {
		return false
	}
	if w.p.Mode == HandBack {
		return w.stop(w.p.ModeReason)
	}
	return w.goOn(r, rule, rewrite, next)
}

// covers reports whether the rule is about the status.
func (r StatusRule) covers(status int) bool {
	if r.From == 0 && r.To == 0 {
		return status >= 301 && status <= 303 || status == 307 || status == 308
	}
	return status >= r.From && status <= r.To
}

// redirectRule is the rule under which the status is a redirect, if any.
func (w *walk) redirectRule(r Response) (StatusRule, bool) {
	for _, rule := range w.p.Statuses {
		if rule.covers(r.Status) && !(rule.OnlyWithLocation && len(locations(r)) == 0) &&
			(len(rule.Methods) == 0 || slices.Contains(rule.Methods, w.method) != rule.Except) {
			return rule, true
		}
	}
	return StatusRule{}, false
}

// goOn makes the next request and says what is other about it.
func (w *walk) goOn(r Response, rule StatusRule, rewrite Rewrite, next URL) bool {
	before, last := w.next, w.url
	w.applyMethod(rewrite)
	w.applyHeaders(rewrite, next)
	target := w.upgrade(next)
	w.taint(last, target)
	w.redirectPolicy(r)
	if !w.reachable(target) {
		return false
	}
	w.url = target
	w.redirects++
	w.next = w.compose(&last)
	d := w.decision()
	d.Action = FollowOn
	d.Changes, d.Kept = w.compare(before, w.next, last, rewrite)
	d.Why, d.Kind, d.Sources = w.headline(rule, rewrite)
	if target.Scheme != next.Scheme {
		d.Why += " " + w.say(w.p.Browser.Upgrade.Text)
		d.Sources = slices.Concat(d.Sources, w.p.Browser.Upgrade.Sources)
	}
	return true
}

// headline is the decision in one sentence: what the status does to the
// method, or, where it does nothing, that the redirect is followed.
func (w *walk) headline(rule StatusRule, rewrite Rewrite) (string, Kind, []*Source) {
	w.words.header = ""
	if rule.OnlyWithLocation { // that it is followed at all wants telling
		return w.say(rule.Reason.Text + " " + rewrite.Reason.Text), rule.Reason.Kind, slices.Concat(rule.Reason.Sources, rewrite.Reason.Sources)
	}
	return w.say(rewrite.Reason.Text), rewrite.Reason.Kind, rewrite.Reason.Sources
}

// noLoop asks whether the client has been there before, and would notice.
func (w *walk) noLoop(next URL, rewrite Rewrite) bool {
	loop := w.p.Loop
	if !loop.Detects {
		return true
	}
	here, been := w.methodAfter(rewrite)+" "+next.Target(), w.visited
	if loop.Times > 0 {
		been = been[1:] // no redirect led to the first
	}
	times := 0
	for _, v := range been {
		if v == here {
			times++
		}
	}
	if times > 0 && times >= loop.Times {
		return w.fail(loop.Error, loop.Reason)
	}
	return true
}

// withinLimit asks whether the client follows one more redirect.
func (w *walk) withinLimit() bool {
	l, followed := w.p.Limit, w.redirects
	if l.Distinct {
		led := slices.Clone(w.visited[1:])
		slices.Sort(led)
		followed = len(slices.Compact(led))
	}
	if l.Max >= 0 && followed >= l.Max {
		if l.HandsBack {
			return w.stop(l.Reason)
		}
		return w.fail(l.Error, l.Reason)
	}
	if len(w.trace.Exchanges) >= MaxExchanges {
		return w.fail(tooLong, tooLongReason)
	}
	return true
}
