package live

import (
	"slices"

	"github.com/hopscope/hopscope/app/redirect"
)

// A way is one client on its way through a run.
type way struct {
	pass  int
	at    string // the live address it asked for last
	next  string // where the answer sent it; empty: nowhere
	asked bool   // its last request was a preflight, and the one itself follows
}

// number gives each exchange its pass: a client that begins again, or another
// one that begins, is another way through the run. A client is told apart by
// its address and what it calls itself. It begins again when it has arrived, or
// when it asks for the start without having been sent there.
func number(start string, list []Exchange) {
	start = normal(start)
	ways := map[string][]*way{} // that have not ended
	passes := 0
	for i := range list {
		e := &list[i]
		url := normal(e.Request.URL)
		w := wayOf(ways[e.Who], url, start)
		if w == nil {
			passes++
			w = &way{pass: passes}
			ways[e.Who] = append(ways[e.Who], w)
		}
		e.Pass = w.pass
		w.at, w.next = url, normal(next(e.Request.URL, e.Response))
		w.asked = e.Request.Preflight
		if Final(*e) {
			ways[e.Who] = slices.DeleteFunc(ways[e.Who], func(o *way) bool { return o == w })
		}
	}
}

// wayOf is the way that a request belongs to: the latest that was sent there, or
// has asked whether it may, since an older one may have been given up; else the
// latest, which did something of its own. It is nil where another way begins.
func wayOf(ways []*way, url, start string) *way {
	for _, w := range slices.Backward(ways) {
		if w.next == url || w.asked && w.at == url {
			return w
		}
	}
	if url == start || len(ways) == 0 {
		return nil
	}
	return ways[len(ways)-1]
}

// Final reports whether an exchange ends a way: the answer is no redirect, and
// not to a preflight.
func Final(e Exchange) bool { return !e.Request.Preflight && !Leads(e.Response) }

// normal is a URL in the form in which two of them can be compared.
func normal(url string) string { return redirect.NormalTarget(targetOf(url)) }

// targetOf is a URL as it goes over the wire.
func targetOf(url string) string {
	u, err := redirect.ParseURL(url)
	if err != nil {
		return url
	}
	return u.Target()
}

// Ended reports whether no more is to come of the last pass: it has arrived, or
// the chosen client was to go no further and has done all as predicted. told is
// what Tell returns.
func Ended(told []Exchange) bool {
	pass := lastPass(told)
	if len(pass) == 0 {
		return false
	}
	last := pass[len(pass)-1]
	return Final(last) || last.Compared != nil && last.Compared.Last &&
		!slices.ContainsFunc(pass, func(e Exchange) bool { return e.Compared == nil || !e.Compared.Equal })
}

// lastPass returns the exchanges of the pass that the last one belongs to.
func lastPass(list []Exchange) []Exchange {
	if len(list) == 0 {
		return nil
	}
	pass := list[len(list)-1].Pass
	var out []Exchange
	for _, e := range list {
		if e.Pass == pass {
			out = append(out, e)
		}
	}
	return out
}
