package redirect

import (
	"slices"
	"strings"
)

// jar is what a client with a cookie store holds (RFC 6265 section 5.3), as far
// as a chain of redirects needs it: name, value, host, path and Secure. Ages
// and SameSite are left out.
type jar []cookie

type cookie struct {
	name, value  string
	domain, path string
	port         string // it came from
	hostOnly     bool
	secure       bool
}

// seed takes the learner's Cookie header as what the store held for the host
// before.
func (j *jar) seed(u URL, header string) {
	for pair := range strings.SplitSeq(header, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		if name != "" || value != "" {
			j.put(cookie{name: name, value: value, domain: u.Host, path: "/", port: u.effectivePort(), hostOnly: true})
		}
	}
}

// set takes down one Set-Cookie (RFC 6265 section 5.2).
func (j *jar) set(u URL, field string) {
	pair, rest, _ := strings.Cut(field, ";")
	name, value, ok := strings.Cut(pair, "=")
	if !ok || strings.TrimSpace(name) == "" {
		return
	}
	c := cookie{name: strings.TrimSpace(name), value: strings.TrimSpace(value), domain: u.Host, path: defaultPath(u.Path), port: u.effectivePort(), hostOnly: true}
	expired := false
	for attribute := range strings.SplitSeq(rest, ";") {
		key, val, _ := strings.Cut(attribute, "=")
		key, val = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(val)
		switch key {
		case "secure":
			c.secure = true
		case "path":
			if strings.HasPrefix(val, "/") {
				c.path = val
			}
		case "max-age":
			expired = val == "0" || strings.HasPrefix(val, "-")
		case "domain":
			domain := strings.ToLower(strings.TrimPrefix(val, "."))
			if domain == "" {
				continue
			}
			if u.Host != domain && !strings.HasSuffix(u.Host, "."+domain) || !strings.Contains(domain, ".") {
				return // a foreign domain: the whole cookie is ignored
			}
			c.domain, c.hostOnly = domain, false
		}
	}
	if c.secure && u.Scheme != "https" {
		return
	}
	if !expired {
		j.put(c)
	} else if i := j.index(c); i >= 0 {
		*j = slices.Delete(*j, i, i+1)
	}
}

// maxCookies bounds what one host may store (RFC 6265 section 6.1 asks for at
// least 50).
const maxCookies = 50

// put stores a cookie in place of one of the same name, host and path.
func (j *jar) put(c cookie) {
	if i := j.index(c); i >= 0 {
		(*j)[i] = c
		return
	}
	count := 0
	for _, o := range *j {
		if o.domain == c.domain {
			count++
		}
	}
	if count < maxCookies {
		*j = append(*j, c)
	}
}

func (j *jar) index(c cookie) int {
	return slices.IndexFunc(*j, func(o cookie) bool { return o.name == c.name && o.domain == c.domain && o.path == c.path })
}

// header is the Cookie field for a URL (RFC 6265 section 5.4), empty where the
// jar has none for it. With perPort a cookie
// from a port that is not a default one goes back to that port only.
func (j jar) header(u URL, perPort bool) string {
	var pairs []string
	for _, c := range j {
		host := u.Host == c.domain || !c.hostOnly && strings.HasSuffix(u.Host, "."+c.domain)
		path := u.Path == c.path || strings.HasPrefix(u.Path, strings.TrimSuffix(c.path, "/")+"/")
		port := !perPort || c.port == u.effectivePort() || c.port == "80" || c.port == "443"
		if host && path && port && (!c.secure || u.Scheme == "https") {
			pairs = append(pairs, c.name+"="+c.value)
		}
	}
	return strings.Join(pairs, "; ")
}

// defaultPath is the directory of a path (RFC 6265 section 5.1.4).
func defaultPath(path string) string {
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		return path[:i]
	}
	return "/"
}

// store takes down what a response leaves behind: cookies, and the wish to be
// met over https only.
func (w *walk) store(r Response) {
	if w.p.Cookies.Jar && w.sendsCredentials() && !(w.p.Cookies.NamedHosts && w.url.isIP()) {
		for _, field := range r.Headers.Values("Set-Cookie") {
			if w.p.Cookies.Everywhere {
				pair, _, _ := strings.Cut(field, ";")
				w.jar.seed(anywhere, pair)
				continue
			}
			w.jar.set(w.url, field)
		}
	}
	if w.p.Browser == nil {
		return
	}
	if v, ok := r.Headers.Get("Clear-Site-Data"); ok && (strings.Contains(v, `"cookies"`) || strings.Contains(v, `"*"`)) && w.url.Scheme == "https" {
		w.jar = w.jar.without(w.url.Host)
	}
	w.secure(r)
}

// without is the jar lacking what a host set.
func (j jar) without(host string) jar {
	out := make(jar, 0, len(j))
	for _, c := range j {
		if c.domain != host {
			out = append(out, c)
		}
	}
	return out
}

// anywhere is where a jar keeps what goes everywhere.
var anywhere = URL{Path: "/"}

// addCookies puts what the jar holds for the URL into the request.
func (w *walk) addCookies(r SentRequest) SentRequest {
	if !w.p.Cookies.Jar || !w.sendsCredentials() {
		return r
	}
	at := w.url
	if w.p.Cookies.Everywhere {
		at = anywhere
	}
	value := w.jar.header(at, w.p.Cookies.PerPort)
	switch {
	case value == "":
	case w.p.Cookies.Merges && r.Headers.Has("Cookie"):
		byHand, _ := r.Headers.Get("Cookie")
		var all jar
		all.seed(at, byHand+"; "+value)
		w.because["header:cookie"] = w.p.Cookies.Reason
		r.Headers = r.Headers.With("Cookie", all.header(at, false))
	case w.p.Cookies.Before != "" && r.Headers.Has("Cookie"):
		byHand, _ := r.Headers.Get("Cookie")
		r.Headers = r.Headers.With("Cookie", value+w.p.Cookies.Before+byHand)
	case w.p.Cookies.Beside && !w.p.Cookies.After:
		r.Headers = append(Headers{{"Cookie", value}}, r.Headers...)
	case w.p.Cookies.Replaces, w.p.Cookies.Beside, !r.Headers.Has("Cookie"):
		if w.p.Cookies.Replaces {
			r.Headers = r.Headers.Without("Cookie")
		}
		r.Headers = append(r.Headers, Header{"Cookie", value})
	}
	return r
}
