package main

// The addresses of the live runs; server/runs answers at them.

import (
	"net/http"

	"github.com/hopscope/hopscope/app/live"
)

// routeLive adds what is at /live and below it, but for the addresses of the hops:
// those never come as far as a table of addresses.
func (s *server) routeLive(mux *http.ServeMux) {
	mux.HandleFunc(live.Path, s.lives)
	mux.HandleFunc(live.RunPath("{id}"), s.runs.Report)
	mux.HandleFunc(live.EventsPath("{id}"), s.runs.Events)
	mux.HandleFunc(live.HARPath("{id}"), s.runs.Archive)
	mux.HandleFunc(live.Path+"/", noLive)
}

// lives is the page of the live runs, and where one is made.
func (s *server) lives(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		s.page(w, r)
	case http.MethodPost:
		s.makeRun(w, r)
	default:
		refuseMethod(w, r, http.MethodGet, http.MethodHead, http.MethodPost)
	}
}

// makeRun makes a run where it is known what its redirects lead to.
func (s *server) makeRun(w http.ResponseWriter, r *http.Request) {
	if o, ok := s.reached(r); !ok {
		writeError(w, http.StatusMisdirectedRequest, "this server does not know that it is reached at "+o.host()+": -public-url names where it is")
		return
	}
	s.runs.Make(w, r)
}

// noLive answers where no live run can be: who asks is a program, most likely.
func noLive(w http.ResponseWriter, r *http.Request) {
	writeError(w, http.StatusNotFound, "there is nothing at this address: a live run is at /live/ and its id")
}

// onlyHops is all that the second listener answers with: it is there to be another
// origin.
func onlyHops(hop http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isHop(r) {
			hop(w, r)
			return
		}
		secure(w.Header(), nil)
		writeError(w, http.StatusNotFound, "this address answers to live runs alone")
	})
}

// mayBeHop reports, at no cost, whether a request's target can be a live address.
func mayBeHop(target []byte) bool {
	const prefix = live.Path + "/"
	return len(target) > 0 && (target[0] != '/' || len(target) > len(prefix) && string(target[:len(prefix)]) == prefix)
}
