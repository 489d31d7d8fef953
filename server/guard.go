package main

// What every request passes before anything answers it, and what every answer
// carries.

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"path"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
)

// maxAddress is the length in bytes of the longest address that is read. A
// larger scenario travels behind the #, where it is the browser's business.
const maxAddress = 128 << 10

// guard puts the checks and the headers around a handler. A live address passes
// none of them: what is asked there, and what it says, is the experiment. Its host
// may be a name that the scenario's author set by hand; the run is known by its
// id, which cannot be guessed.
func guard(s site, hop http.HandlerFunc, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isHop(r) {
			hop(w, r)
			return
		}
		asked, _, ok := s.proxies.asked(r)
		var origins []string
		if ok = ok && s.serves(asked); ok { // a stranger's name is not said again
			origins = s.origins(r)
		}
		secure(w.Header(), origins)
		switch {
		case r.URL.Path == "/healthz":
			read(health).ServeHTTP(w, r) // asked by address, whatever the name of the host
		case r.Host == "":
			writeError(w, http.StatusBadRequest, "the request names no host")
		case !ok:
			writeError(w, http.StatusMisdirectedRequest, "this server does not answer for that host: -public-url names the one it answers for")
		case len(r.RequestURI) > maxAddress:
			writeError(w, http.StatusRequestURITooLong, fmt.Sprintf(
				"the address is %d bytes long, at most %d are read: behind a # it would never reach a server", len(r.RequestURI), maxAddress))
		case r.URL.Path == play.EmbedPath+"/":
			// A host of files has the page there, and some lose the query on the way:
			// the element asks every Hopscope for it so.
			r.URL.Path = play.EmbedPath
			next.ServeHTTP(w, r)
		case r.URL.Path != path.Clean(r.URL.Path):
			// http.ServeMux would redirect to the clean path; nothing here redirects.
			r.URL.Path = nowhere(r.URL.Path)
			next.ServeHTTP(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// reached returns the origin by which a request came. ok is false where the server
// cannot know it: then it is what the request says, which is anybody's word.
func (s site) reached(r *http.Request) (o origin, ok bool) {
	asked, proxied, ok := s.proxies.asked(r)
	if !ok {
		return origin{}, false
	}
	var local netip.AddrPort
	if a, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		local = portOf(a)
	}
	return s.layout.reached(asked, proxied, local)
}

// origins returns those of this server that can stand for a scenario's, and that
// its pages may send to; the first is the one by which the request came. There is
// none where that is not known.
func (s site) origins(r *http.Request) []string {
	reached, ok := s.reached(r)
	if !ok {
		return nil
	}
	all := s.layout.origins(reached)
	texts := make([]string, len(all))
	for i, o := range all {
		texts[i] = o.String()
	}
	return texts
}

// nowhere returns a clean path where as little is.
func nowhere(path string) string {
	if strings.HasPrefix(path, live.Path+"/") {
		return live.Path + "/"
	}
	return "/nothing"
}

// isHop reports whether a request is for a live address.
func isHop(r *http.Request) bool {
	_, _, _, ok := live.Split(live.TargetPath(r.RequestURI))
	return ok
}

// secure sets the headers of every answer but those of live addresses. Pages may
// send to the other origins of this server, which live runs use.
func secure(h http.Header, origins []string) {
	own := "'self'"
	for _, o := range origins {
		if !strings.Contains(o, "[") { // a policy cannot name an address of IPv6
			own += " " + o
		}
	}
	h.Set("Content-Security-Policy", policy(own)+"; "+unframed)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
}

// policy is the Content-Security-Policy of a page that may send to its own origins.
// A page can say all of it in itself, too; frame-ancestors takes a header.
func policy(own string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
		"style-src 'self'",
		"img-src 'self' data:",
		"connect-src " + own,
		"frame-src " + own,
		"form-action " + own,
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
	}, "; ")
}

// unframed is the directive of the policy that no page may show this one in a frame.
const unframed = "frame-ancestors 'none'"

// framed lets the pages that ancestors names, as a policy does, show in a frame what
// the handler answers. A page that is isolated from other origins takes a frame that
// is, too: all that is in ours, anybody may have.
func framed(ancestors string, h http.Handler) http.Handler {
	return anySite(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all := w.Header().Get("Content-Security-Policy")
		w.Header().Set("Content-Security-Policy", strings.Replace(all, unframed, "frame-ancestors "+ancestors, 1))
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		h.ServeHTTP(w, r)
	}))
}

// serves reports whether pages are shown under the host that was asked for: a
// loopback name, the address it listens on or its public one. The port is not
// compared: it is another one behind a container or a tunnel, and a stranger's page
// cannot choose it. A server that listens on every address answers to any of them,
// as an address cannot be pointed elsewhere the way a name can. A live run takes
// more, as it leads to the host: see layout.reached.
func (s site) serves(asked origin) bool {
	name := asked.name
	switch {
	case s.isAlternate(asked):
		return false
	case isLoopback(name), s.layout.public != nil && name == s.layout.public.name:
		return true
	}
	listen, _, err := net.SplitHostPort(s.listen)
	if err == nil && listen != "" && name == strings.ToLower(listen) {
		return true
	}
	if _, err := netip.ParseAddr(name); err != nil {
		return false
	}
	all, err := netip.ParseAddr(listen)
	return listen == "" || err == nil && all.IsUnspecified()
}

// isAlternate reports whether -alt-origin names the host that was asked for: it is
// there for live addresses, and shows no pages.
func (s site) isAlternate(asked origin) bool {
	if isLoopback(asked.name) || s.layout.public != nil && sameHost(asked, *s.layout.public) {
		return false
	}
	return slices.ContainsFunc(s.layout.named, func(o origin) bool { return sameHost(asked, o) })
}

// sameHost compares host and port, but not the scheme: only a proxy that is
// trusted says that one rightly. So the port that each scheme has for its own is
// one.
func sameHost(a, b origin) bool {
	return a.name == b.name && (a.port == b.port || a.port == defaultPort(a.scheme) && b.port == defaultPort(b.scheme))
}
