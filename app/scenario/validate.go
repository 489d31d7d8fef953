package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// Validate reports whether the scenario keeps the format's rules and limits.
// The error is an Errors.
func Validate(s Scenario) error {
	_, err := Normal(s)
	return err
}

// Normal returns the scenario in the one form in which equal scenarios are
// equal values: the client named, each option in its option's type, a body of
// kind text where none is said, and nil for what is empty or the default
// (options, headers, hops, methods, CORS). It does not change s. Decode,
// ParseAddress and ImportCurl return this form. The error is an Errors.
func Normal(s Scenario) (Scenario, error) {
	var errs Errors
	errs.add("title", titleFault(s.Title))
	s.Client, s.Options = normalClient(s.Client, s.Options, &errs)
	s.Request = normalRequest(s.Request, &errs)
	s.Hops = normalHops(s.Hops, &errs)
	switch s.CORS {
	case redirect.CORSAllow:
		s.CORS = ""
	case "", redirect.CORSWritten:
	default:
		errs.add("cors", corsFault(string(s.CORS)))
	}
	if len(errs) == 0 {
		errs.add("scenario", sizeFault(s))
	}
	if len(errs) > 0 {
		return Scenario{}, errs
	}
	return s, nil
}

func normalClient(id string, given client.Options, errs *Errors) (string, client.Options) {
	if id == "" {
		id = DefaultClient
	}
	profile, err := client.Lookup(id)
	if err != nil {
		errs.add("client", afterField(err))
		return id, nil
	}
	if len(given) == 0 {
		return id, nil
	}
	out := make(client.Options, len(given))
	// One by one and in order, so that every bad option is named, and the
	// same way each time.
	for _, name := range slices.Sorted(maps.Keys(given)) {
		one, err := profile.Normal(client.Options{name: given[name]})
		if err != nil {
			errs.add(join("options", name), afterField(err))
			continue
		}
		out[name] = one[name]
	}
	return id, out
}

// afterField returns the text of an error of package client, which begins with
// the name of the field that is known here more exactly.
func afterField(err error) string {
	text := err.Error()
	if _, after, found := strings.Cut(text, ": "); found {
		return after
	}
	return text
}

func normalRequest(r redirect.Request, errs *Errors) redirect.Request {
	errs.add("request.method", methodFault(r.Method))
	errs.add("request.url", urlFault(r.URL))
	r.Headers = normalHeaders("request.headers", r.Headers, errs)
	if r.Body != nil {
		body := *r.Body
		if body.Kind == "" {
			body.Kind = redirect.Text
		}
		errs.add("request.body.kind", kindFault(string(body.Kind)))
		errs.add("request.body.text", bodyFault(body.Text))
		r.Body = &body
	}
	return r
}

func normalHops(hops []redirect.Hop, errs *Errors) []redirect.Hop {
	if len(hops) == 0 {
		return nil
	}
	if len(hops) > MaxHops {
		errs.add("hops", tooMany(len(hops), "hops", MaxHops))
		return nil
	}
	out := slices.Clone(hops)
	for i := range out {
		h, path := &out[i], index("hops", i)
		errs.add(path+".status", statusFault(h.Status))
		if h.Location != nil {
			errs.add(path+".location", fieldFault(*h.Location))
		}
		h.Headers = normalHeaders(path+".headers", h.Headers, errs)
		if h.At != "" {
			errs.add(path+".at", urlFault(h.At))
		}
		h.Methods = normalMethods(path+".methods", h.Methods, errs)
	}
	return out
}

func normalHeaders(path string, headers redirect.Headers, errs *Errors) redirect.Headers {
	if len(headers) == 0 {
		return nil
	}
	if len(headers) > MaxHeaders {
		errs.add(path, tooMany(len(headers), "headers", MaxHeaders))
		return nil
	}
	for i, h := range headers {
		errs.add(index(path, i)+".name", nameFault(h.Name))
		errs.add(index(path, i)+".value", fieldFault(h.Value))
	}
	return slices.Clone(headers)
}

func normalMethods(path string, methods []string, errs *Errors) []string {
	if len(methods) == 0 {
		return nil
	}
	if len(methods) > MaxHeaders {
		errs.add(path, tooMany(len(methods), "methods", MaxHeaders))
		return nil
	}
	for i, m := range methods {
		errs.add(index(path, i), methodFault(m))
	}
	return slices.Clone(methods)
}

func tooMany(given int, what string, limit int) string {
	return fmt.Sprintf("%d %s, at most %d", given, what, limit)
}

// sizeFault keeps a scenario within what its own decoder takes: fields that
// are each within their limits can together pass that of the JSON.
func sizeFault(s Scenario) string {
	if 6*textSize(s) < MaxJSON/2 { // no byte takes more than the six of \u0000
		return ""
	}
	if n := len(compactJSON(s)); n > MaxJSON {
		return fmt.Sprintf("%d bytes of JSON, at most %d", n, MaxJSON)
	}
	return ""
}

// textSize is about how many bytes of text the scenario holds, counted without
// encoding it; generous about names, commas and braces.
func textSize(s Scenario) int {
	headers := func(headers redirect.Headers) int {
		n := 0
		for _, h := range headers {
			n += len(h.Name) + len(h.Value) + 8
		}
		return n
	}
	n := len(s.Title) + len(s.Request.Method) + len(s.Request.URL) + headers(s.Request.Headers)
	if s.Request.Body != nil {
		n += len(s.Request.Body.Text)
	}
	for name, v := range s.Options {
		n += len(name) + len(fmt.Sprint(v)) + 8
	}
	for _, h := range s.Hops {
		n += 20 + headers(h.Headers) + len(h.At)
		if h.Location != nil {
			n += len(*h.Location)
		}
		for _, m := range h.Methods {
			n += len(m) + 4
		}
	}
	return n
}
