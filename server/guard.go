package main

// What every request passes before anything answers it, and what every answer
// carries.

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path"
	"strings"
	"time"
)

// maxAddress is the length in bytes of the longest address that is read. A
// larger scenario travels behind the #, where it is the browser's business.
const maxAddress = 128 << 10

// guard puts the checks and the headers around a handler.
func guard(s site, next http.Handler) http.Handler {
	return observe(s.log, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		switch {
		case r.Host == "":
			writeError(w, http.StatusBadRequest, "the request names no host")
		case !s.serves(r.Host):
			writeError(w, http.StatusMisdirectedRequest, "this server does not answer for that host: -public-url names the one it answers for")
		case len(r.RequestURI) > maxAddress:
			writeError(w, http.StatusRequestURITooLong, fmt.Sprintf(
				"the address is %d bytes long, at most %d are read: behind a # it would never reach a server", len(r.RequestURI), maxAddress))
		case r.URL.Path != path.Clean(r.URL.Path):
			// http.ServeMux would redirect to the clean path; nothing here redirects.
			r.URL.Path = "/nothing"
			next.ServeHTTP(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	}))
}

// secure sets the headers that every answer carries.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
		"style-src 'self'",
		"img-src 'self' data:",
		"connect-src 'self'",
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; "))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
}

// serves reports whether a Host field names this server: by a loopback name, by
// the address it listens on or by its public one. The port is not compared: it
// is another one behind a container or a tunnel, and a stranger's page cannot
// choose it. A server that listens on every address answers to any of them, as
// an address cannot be pointed elsewhere the way a name can.
func (s site) serves(host string) bool {
	name := hostname(host)
	if name == "localhost" || s.public != nil && name == strings.ToLower(s.public.Hostname()) {
		return true
	}
	listen, _, err := net.SplitHostPort(s.listen)
	if err == nil && listen != "" && name == strings.ToLower(listen) {
		return true
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	if ip.IsLoopback() {
		return true
	}
	all, err := netip.ParseAddr(listen)
	return listen == "" || err == nil && all.IsUnspecified()
}

// hostname returns the name in a Host field, without the port and without the
// brackets of an IPv6 address.
func hostname(host string) string {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	return strings.ToLower(name)
}

// observe writes a line to the log for each request, and turns a panic into a
// line and a 500. The query stays out of it: it is the learner's scenario.
func observe(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		o := &observed{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if v := recover(); v != nil {
				log.Error("a request panicked", "path", r.URL.Path, "panic", fmt.Sprint(v))
				if !o.written {
					writeError(o, http.StatusInternalServerError, "something went wrong on the server")
				}
			}
			log.Info("request", "method", r.Method, "path", r.URL.Path, "status", o.status, "bytes", o.bytes,
				"ms", float64(time.Since(start).Microseconds())/1000)
		}()
		next.ServeHTTP(o, r)
	})
}

// An observed response remembers what was written.
type observed struct {
	http.ResponseWriter
	status, bytes int
	written       bool
}

func (o *observed) WriteHeader(status int) {
	o.status, o.written = status, true
	o.ResponseWriter.WriteHeader(status)
}

func (o *observed) Write(p []byte) (int, error) {
	o.written = true
	n, err := o.ResponseWriter.Write(p)
	o.bytes += n
	return n, err
}
