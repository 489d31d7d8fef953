package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A slot is a hop as an address counts it: one that could not be read keeps
// its number, so that hopheader and its like still mean the right one.
type slot struct {
	hop     redirect.Hop
	unread  bool
	headers []string // of hopheader
}

// changeHops returns the hops that the address makes of those there are.
func (p params) changeHops(hops []redirect.Hop, errs *Errors) []redirect.Hop {
	slots := make([]slot, len(hops))
	for i, h := range hops {
		slots[i].hop = h
	}
	if texts, ok := p[paramHop]; ok {
		slots = readHops(texts, errs)
	}
	for _, text := range p[paramHopHeader] {
		if slot, line := pick(slots, paramHopHeader, text, errs); slot != nil {
			slot.headers = append(slot.headers, line)
		}
	}
	for _, text := range p[paramHopAt] {
		if slot, at := pick(slots, paramHopAt, text, errs); slot != nil {
			if fault := urlFault(at); fault != "" {
				errs.add(paramHopAt, fault)
				continue
			}
			slot.hop.At = at
		}
	}
	for _, text := range p[paramHopMethods] {
		if slot, methods := pick(slots, paramHopMethods, text, errs); slot != nil {
			slot.hop.Methods = readMethods(methods, errs)
		}
	}
	var out []redirect.Hop
	for _, slot := range slots {
		if slot.unread {
			continue
		}
		if len(slot.headers) > 0 {
			slot.hop.Headers = readHeaders(paramHopHeader, slot.headers, errs)
		}
		out = append(out, slot.hop)
	}
	return out
}

// readHops reads STATUS,LOCATION. The status ends at the first comma; without
// one there is no Location, and with nothing behind it an empty one.
func readHops(texts []string, errs *Errors) []slot {
	if len(texts) > MaxHops {
		errs.add(paramHop, tooMany(len(texts), "hops", MaxHops))
		texts = texts[:MaxHops]
	}
	slots := make([]slot, len(texts))
	for i, text := range texts {
		status, location, has := strings.Cut(text, ",")
		n, err := strconv.Atoi(strings.TrimSpace(status))
		fault := statusFault(n)
		if err != nil {
			fault = quote(text) + " does not begin with a status code; write 307,/new"
		}
		if fault == "" && has {
			fault = fieldFault(location)
		}
		if fault != "" {
			errs.add(paramHop, fault)
			slots[i].unread = true
			continue
		}
		slots[i].hop.Status = n
		if has {
			slots[i].hop.Location = &location
		}
	}
	return slots
}

// pick returns the hop that "N,rest" means, and the rest; nil where there is
// none, or one that could not be read, which has been said already.
func pick(slots []slot, param, text string, errs *Errors) (*slot, string) {
	number, rest, ok := strings.Cut(text, ",")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	switch {
	case err != nil || !ok:
		errs.add(param, quote(text)+" does not begin with the number of a hop and a comma")
	case n < 1 || n > len(slots):
		errs.add(param, fmt.Sprintf("there is no hop %d; there are %d", n, len(slots)))
	case !slots[n-1].unread:
		return &slots[n-1], rest
	}
	return nil, ""
}

// readMethods reads methods between spaces or commas; none: every method.
func readMethods(text string, errs *Errors) []string {
	methods := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	if len(methods) > MaxHeaders {
		errs.add(paramHopMethods, tooMany(len(methods), "methods", MaxHeaders))
		methods = methods[:MaxHeaders]
	}
	return slices.DeleteFunc(methods, func(m string) bool {
		fault := methodFault(m)
		errs.add(paramHopMethods, fault)
		return fault != ""
	})
}
