package livetest

// A watcher of a run, as EventSource is one: it reads server-sent events (HTML
// standard, section 9.2) until the stream ends.

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

// A watched run is what a watcher was told of it. The data stay as they came:
// most watchers are told the same as others.
type watched struct {
	after     int      // exchanges that were seen before: Last-Event-ID
	names     []string // of the events
	exchanges []string
	likeness  string // the last one
	end       live.End
	err       error
}

// list reads the exchanges.
func (w *watched) list(t *testing.T) []live.Exchange {
	t.Helper()
	list := make([]live.Exchange, len(w.exchanges))
	for i, data := range w.exchanges {
		decode(t, data, &list[i])
	}
	return list
}

// watchTime is how long a stream may take.
const watchTime = 2 * time.Minute

// watch reads the events of a run, and calls open once it can.
func (w *watched) watch(host, id string, open func()) {
	told := false
	tell := func() {
		if !told {
			told = true
			open()
		}
	}
	defer tell()
	c, err := net.Dial("tcp", host)
	if err != nil {
		w.err = err
		return
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(watchTime))
	again := ""
	if w.after > 0 {
		again = fmt.Sprintf("Last-Event-ID: %d\r\n", w.after)
	}
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\n%sAccept: text/event-stream\r\n\r\n", live.EventsPath(id), host, again)
	resp, err := http.ReadResponse(bufio.NewReaderSize(c, 2<<10), nil)
	if err != nil {
		w.err = err
		return
	}
	defer resp.Body.Close()
	if kind := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || kind != "text/event-stream" {
		w.err = fmt.Errorf("the stream is %s, %s", resp.Status, kind)
		return
	}
	tell()
	w.err = w.read(bufio.NewReaderSize(resp.Body, 2<<10))
}

// read reads events until there are no more.
func (w *watched) read(r *bufio.Reader) error {
	var id, name, data string
	for {
		line, err := r.ReadString('\n')
		if errors.Is(err, io.EOF) && line == "" {
			return nil
		}
		if err != nil {
			return err
		}
		field, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch field {
		case "id":
			id = value
		case "event":
			name = value
		case "data":
			data = value
		case "":
			if name != "" {
				if err := w.event(id, name, data); err != nil {
					return err
				}
			}
			id, name, data = "", "", ""
		}
	}
}

func (w *watched) event(id, name, data string) error {
	w.names = append(w.names, name)
	switch name {
	case live.ExchangeEvent:
		if want := strconv.Itoa(w.after + len(w.exchanges) + 1); id != want {
			return fmt.Errorf("exchange %s has the id %q", want, id)
		}
		w.exchanges = append(w.exchanges, data)
		return nil
	case live.LikenessEvent:
		w.likeness = data
		return nil
	case live.EndEvent:
		return json.Unmarshal([]byte(data), &w.end)
	}
	return fmt.Errorf("an event %q: %s", name, data)
}

// TestWatchers: what is told does not depend on when one begins to watch; who
// comes again is told the rest.
func TestWatchers(t *testing.T) {
	t.Parallel()
	s := twoHops("curl")
	made := shared.make(t, s)
	first := watched{}
	open, done := make(chan bool), make(chan bool)
	go func() { first.watch(shared.host(), made.ID, func() { close(open) }); close(done) }()
	<-open
	run(t, s, made)
	<-done
	late, again := watched{}, watched{after: 1}
	late.watch(shared.host(), made.ID, func() {})
	again.watch(shared.host(), made.ID, func() {})
	all := shared.report(t, made.ID).Exchanges
	for _, w := range []watched{first, late, again} {
		if w.err != nil || show(w.list(t)) != show(all[w.after:]) || w.end.Reason != live.Arrival {
			t.Errorf("told %v, %s, %v; %v", w.exchanges, show(w.end), w.names, w.err)
		}
	}
}
