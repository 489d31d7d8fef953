package main

// What is told of a request: a line in the log, and a count. Neither has the query
// or the fragment, which are the learner's scenario, nor the id of a live run,
// which is the key to what others sent there.

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
)

// observe writes a line to the log for each request, counts it, and turns a panic
// into a line and a 500.
func observe(log *slog.Logger, m *metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		route, told := place(r) // before it is changed
		o := &observed{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			v := recover()
			if v != nil && v != http.ErrAbortHandler {
				log.Error("a request panicked", "path", told, "panic", fmt.Sprint(v))
				if !o.written {
					writeError(o, http.StatusInternalServerError, "something went wrong on the server")
				}
			}
			took := time.Since(start)
			o.log(log, start.Add(took), took, r.Method, told)
			m.count(route, r.Method, o.status, took)
			if v == http.ErrAbortHandler {
				panic(v) // net/http cuts the connection, which was asked for
			}
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

// log writes the line. It is what log.LogAttrs does, but for looking up the line of
// the source that calls it, which nobody asks for and each request would pay for.
func (o *observed) log(log *slog.Logger, now time.Time, took time.Duration, method, path string) {
	ctx := context.Background()
	if !log.Enabled(ctx, slog.LevelInfo) {
		return
	}
	method = shorten(method)
	if u, ok := log.Handler().(urgent); ok && u.text != nil && path == hopPath {
		var room [192]byte
		u.text.Write(o.appendHop(room[:0], now, took, method))
		return
	}
	line := slog.NewRecord(now, slog.LevelInfo, "request", 0)
	line.AddAttrs(slog.String("method", method), slog.String("path", path), slog.Int("status", o.status),
		slog.Int("bytes", o.bytes), slog.Float64("ms", float64(took.Microseconds())/1000))
	log.Handler().Handle(ctx, line)
}

// appendHop writes the line of a live hop as slog would, in a fourth of the time:
// there are many of them, and nothing in one needs quotes.
func (o *observed) appendHop(p []byte, now time.Time, took time.Duration, method string) []byte {
	p = now.AppendFormat(append(p, "time="...), "2006-01-02T15:04:05.000Z07:00")
	p = append(append(p, " level=INFO msg=request method="...), method...)
	p = strconv.AppendInt(append(p, " path="+hopPath+" status="...), int64(o.status), 10)
	p = strconv.AppendInt(append(p, " bytes="...), int64(o.bytes), 10)
	p = strconv.AppendFloat(append(p, " ms="...), float64(took.Microseconds())/1000, 'g', -1, 64)
	return append(p, '\n')
}

// WriteHeader remembers the status; one below 200 comes before the answer.
func (o *observed) WriteHeader(status int) {
	if !o.written {
		o.status = status
		o.written = status >= 200 || status == http.StatusSwitchingProtocols
	}
	o.ResponseWriter.WriteHeader(status)
}

func (o *observed) Write(p []byte) (int, error) {
	if !o.written {
		o.status, o.written = http.StatusOK, true
	}
	n, err := o.ResponseWriter.Write(p)
	o.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (o *observed) Unwrap() http.ResponseWriter { return o.ResponseWriter }

// A route is a class of addresses: there are as many as are named here, whatever
// is asked for.
type route string

const (
	pageRoute    route = "page"
	embedRoute   route = "embed"
	assetRoute   route = "asset"
	pictureRoute route = "picture"
	oembedRoute  route = "oembed"
	hopRoute     route = "live-hop"
	livesRoute   route = "live"
	runRoute     route = "live-run"
	eventsRoute  route = "live-events"
	harRoute     route = "live-har"
	healthRoute  route = "health"
	otherRoute   route = "other"
)

// hopPath is what is told of a live address.
const hopPath = "/live/{id}/{origin}/…"

// maxTold is how many bytes are told of a path, and of a method.
const maxTold = 200

func shorten(text string) string {
	if len(text) > maxTold {
		return text[:maxTold] + "…"
	}
	return text
}

// place returns the route that a request is for, and the path to tell of it: the
// clean one, as /x/..//live/ID has the id of a run as well.
func place(r *http.Request) (route, string) {
	if isHop(r) {
		return hopRoute, hopPath
	}
	clean := path.Clean(r.URL.Path)
	told := withoutID(shorten(clean))
	if r.URL.Path == play.EmbedPath+"/" {
		return embedRoute, told
	}
	if clean != r.URL.Path {
		return otherRoute, told // guard finds nothing there
	}
	if below, ok := strings.CutPrefix(clean, live.Path+"/"); ok {
		switch _, what, _ := strings.Cut(below, "/"); what {
		case "":
			return runRoute, "/live/{id}"
		case "events":
			return eventsRoute, "/live/{id}/events"
		case "har":
			return harRoute, "/live/{id}/har"
		}
		return otherRoute, "/live/…"
	}
	switch {
	case clean == "/":
		return pageRoute, told
	case clean == play.EmbedPath:
		return embedRoute, told
	case clean == live.Path:
		return livesRoute, told
	case clean == "/healthz":
		return healthRoute, told
	case strings.HasPrefix(clean, "/web/"), clean == "/app-worker.js", clean == "/manifest.webmanifest", clean == "/favicon.ico",
		clean == elementPath, clean == "/"+elementScript:
		return assetRoute, told
	case clean == picturePath, clean == previewPath, clean == traceDataPath, clean == traceTextPath, clean == mermaidPath:
		return pictureRoute, told
	case clean == oembedPath:
		return oembedRoute, told
	}
	return otherRoute, told
}

// withoutID leaves out what follows the word live, however it is written: it may
// be the id of a run, in an address that was mistyped or encoded twice.
func withoutID(path string) string {
	const word = "live"
	for end := len(word); end < len(path); end++ {
		if strings.EqualFold(path[end-len(word):end], word) {
			return path[:end] + "…"
		}
	}
	return path
}
