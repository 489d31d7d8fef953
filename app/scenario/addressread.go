package scenario

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// ParseAddress reads a query or a fragment, with or without its ? or #. It
// always returns a valid scenario, the best it could read: what is wrong is
// left out, and named in the error, an Errors with the parameter as the Field.
// An address that says nothing of a scenario stands for Default.
func ParseAddress(raw string) (Scenario, View, error) {
	p, errs := splitAddress(raw)
	s := p.start(&errs)
	if p.changes() {
		s = p.change(s, &errs)
	}
	view := p.view(&errs)
	normal, err := Normal(s)
	if err != nil { // only the size of the whole is left to be wrong
		for _, fault := range Faults(err) {
			errs.add(fault.Field, fault.Text)
		}
		normal = Default()
	}
	return normal, view, errs.orNil()
}

// params are the values of each parameter, in order.
type params map[string][]string

// names are the parameters that are read, those of the view last.
var names = []string{
	paramScenario, paramCompact, paramClient, paramOption, paramMethod, paramURL, paramHeader, paramBody, paramKind,
	paramHop, paramHopHeader, paramHopAt, paramHopMethods, paramCORS, paramTitle,
	paramStep, paramPredict, paramPresent, paramTheme, paramReadOnly, paramGoal, paramHint, paramLesson,
}

// Foreign reports the parameters that others add to any address: go-app its
// wasm, and campaigns theirs.
func Foreign(name string) bool {
	return name == "wasm" || name == "fbclid" || name == "gclid" || strings.HasPrefix(name, "utm_")
}

// splitAddress cuts the address at each & only: a ; is part of a value.
func splitAddress(raw string) (params, Errors) {
	var errs Errors
	if len(raw) > MaxAddress {
		errs.add("address", fmt.Sprintf("%d characters, at most %d", len(raw), MaxAddress))
		return nil, errs
	}
	anchor := strings.HasPrefix(raw, "#")
	raw = strings.TrimLeft(raw, "?#")
	if anchor && !strings.ContainsAny(raw, "=&") {
		return nil, nil // #main is a place in the page
	}
	p := params{}
	for _, part := range strings.Split(raw, "&") {
		if part == "" {
			continue
		}
		rawName, rawValue, _ := strings.Cut(part, "=")
		name, err := url.QueryUnescape(rawName)
		if err != nil || !slices.Contains(names, name) {
			if err != nil || !Foreign(name) {
				errs.add(join("", rawName), "is not a parameter; those are "+strings.Join(names, ", "))
			}
			continue
		}
		value, err := url.QueryUnescape(rawValue)
		if err != nil {
			errs.add(name, quote(rawValue)+" has a % that begins no escape")
			continue
		}
		p[name] = append(p[name], value)
	}
	return p, errs
}

// last returns the value of a parameter that does not repeat.
func (p params) last(name string) (string, bool) {
	values := p[name]
	if len(values) == 0 {
		return "", false
	}
	return values[len(values)-1], true
}

// changes reports whether a parameter of the scenario is there beside the one
// that names it whole.
func (p params) changes() bool {
	for name := range p {
		switch name {
		case paramScenario, paramCompact, paramStep, paramPredict, paramPresent, paramTheme, paramReadOnly, paramGoal, paramHint, paramLesson:
		default:
			return true
		}
	}
	return false
}

// start returns the scenario that the others change.
func (p params) start(errs *Errors) Scenario {
	if text, ok := p.last(paramCompact); ok {
		if len(p[paramScenario]) > 0 {
			errs.add(paramScenario, "is left out: s already is a whole scenario")
		}
		data, err := inflate(text)
		if err != nil {
			errs.add(paramCompact, err.Error())
			return Default()
		}
		s, err := Decode(data)
		if err != nil {
			for _, fault := range Faults(err) {
				errs.add(paramCompact, fault.Error())
			}
			return Default()
		}
		return s
	}
	if id, ok := p.last(paramScenario); ok {
		start, err := Start(id)
		if err != nil {
			errs.add(paramScenario, afterField(err))
			return Default()
		}
		return start.Scenario
	}
	if p.changes() {
		return Scenario{Client: DefaultClient, Request: redirect.Request{Method: defaultMethod, URL: defaultURL}}
	}
	return Default()
}

// change returns the scenario with what the parameters say, as far as they can
// be read.
func (p params) change(s Scenario, errs *Errors) Scenario {
	p.changeClient(&s, errs)
	r := &s.Request
	p.set(paramMethod, &r.Method, methodFault, errs)
	p.set(paramURL, &r.URL, urlFault, errs)
	if lines, ok := p[paramHeader]; ok {
		r.Headers = readHeaders(paramHeader, lines, errs)
	}
	p.changeBody(r, errs)
	s.Hops = p.changeHops(s.Hops, errs)
	mode := string(s.CORS)
	p.set(paramCORS, &mode, corsFault, errs)
	s.CORS = redirect.CORSMode(mode)
	p.set(paramTitle, &s.Title, titleFault, errs)
	return s
}

// set writes the parameter's value where it is there and has no fault.
func (p params) set(name string, to *string, faultOf func(string) string, errs *Errors) {
	value, ok := p.last(name)
	if !ok {
		return
	}
	if text := faultOf(value); text != "" {
		errs.add(name, text)
		return
	}
	*to = value
}

func (p params) changeClient(s *Scenario, errs *Errors) {
	if id, ok := p.last(paramClient); ok {
		if _, err := client.Lookup(id); err != nil {
			errs.add(paramClient, afterField(err))
			return // its options would be refused with it
		}
		if id != s.Client {
			s.Client, s.Options = id, nil
		}
	}
	profile, err := s.Profile()
	if err != nil || len(p[paramOption]) == 0 {
		return
	}
	options := make(client.Options, len(s.Options)+1)
	for name, v := range s.Options {
		options[name] = v
	}
	for _, pair := range p[paramOption] {
		name, text, _ := strings.Cut(pair, ":")
		option, err := profile.Option(name)
		if err != nil {
			errs.add(paramOption, afterField(err))
			continue
		}
		v, err := option.Parse(text)
		if err == nil {
			_, err = profile.Normal(client.Options{name: v})
		}
		if err != nil {
			errs.add(paramOption, name+" "+afterField(err))
			continue
		}
		options[name] = v
	}
	s.Options = options
}

// readHeaders reads lines as "Name: value"; one space after the colon is not
// part of the value.
func readHeaders(param string, lines []string, errs *Errors) redirect.Headers {
	var headers redirect.Headers
	if len(lines) > MaxHeaders {
		errs.add(param, tooMany(len(lines), "headers", MaxHeaders))
		lines = lines[:MaxHeaders]
	}
	for _, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			errs.add(param, quote(line)+" has no colon; write Name: value")
			continue
		}
		value = strings.TrimPrefix(value, " ")
		nameText, valueText := nameFault(name), fieldFault(value)
		errs.add(param, nameText)
		errs.add(param, valueText)
		if nameText == "" && valueText == "" {
			headers = append(headers, redirect.Header{Name: name, Value: value})
		}
	}
	return headers
}

func (p params) changeBody(r *redirect.Request, errs *Errors) {
	body := redirect.Body{Kind: redirect.Text}
	if r.Body != nil {
		body = *r.Body
	}
	_, given := p[paramBody]
	p.set(paramBody, &body.Text, bodyFault, errs)
	if kind, ok := p.last(paramKind); ok && kind == noBody {
		if given {
			errs.add(paramKind, "none goes without a body, and there is one")
		} else {
			r.Body = nil
		}
	} else if ok {
		given = true
		text := string(body.Kind)
		p.set(paramKind, &text, kindFault, errs)
		body.Kind = redirect.BodyKind(text)
	}
	if given {
		r.Body = &body
	}
}
