package main

// The serve command: listen, answer, and stop when asked to.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/hopscope/hopscope/server/runs"
	"github.com/hopscope/hopscope/server/wire"
	"github.com/hopscope/hopscope/web"
)

// The limits of a connection. Writing takes long where app.wasm goes over a slow
// line.
const (
	readTimeout     = 15 * time.Second
	writeTimeout    = 2 * time.Minute
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 10 * time.Second
	maxHeader       = runs.MaxHeaders
)

func serve(ctx context.Context, args []string, w world) error {
	c, err := configure(args, w.getenv)
	if err != nil {
		return err
	}
	log, flush := newLog(c.log, w.stderr)
	defer flush()
	doors, s, err := build(c, web.Files, log)
	defer closeAll(doors)
	if err != nil {
		return err
	}
	defer s.runs.Close()
	tidyMemory(w.getenv)
	fmt.Fprintf(w.stdout, "Hopscope is at %s\n", reachable(doors[0].listener.Addr()))
	for _, d := range doors {
		log.Info("listening", "addr", d.listener.Addr().String(), "for", d.what)
	}
	return answer(ctx, doors, s.runs.Close, log)
}

// gcPercent lets garbage grow to twice what is kept before it is collected, not to
// as much: a live hop is 5 % cheaper for it.
const gcPercent = 200

// tidyMemory gives back what compressing the assets took, and says how often
// garbage is collected from now on, unless the operator does (package runtime,
// GOGC).
func tidyMemory(getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	debug.FreeOSMemory()
}

// A door is a listener with what answers there.
type door struct {
	what     string
	listener net.Listener
	handler  http.Handler
}

// build opens the listeners and makes what answers at each: the pages first, then
// the other origins and the metrics, where there are any. The doors are open even
// where there is an error.
func build(c config, files fs.FS, log *slog.Logger) (doors []door, s site, err error) {
	pages, err := listen("addr", c.addr)
	if err != nil {
		return nil, s, err
	}
	doors = append(doors, door{"pages", pages, nil})
	second, err := listenSecond(c, pages.Addr())
	if err != nil {
		return doors, s, err
	}
	s = site{web: files, listen: c.addr, proxies: c.proxies, log: log, ancestors: c.ancestors,
		layout: layout{main: portOf(pages.Addr()), public: c.public, named: c.named}}
	if second != nil {
		doors = append(doors, door{"live runs", second, nil})
		s.layout.alt = portOf(second.Addr())
	}
	if s.runs, err = runs.New(s.options(c.live)); err != nil {
		return doors, s, err
	}
	if c.metricsAddr != "" {
		l, err := listen("metrics-addr", c.metricsAddr)
		if err != nil {
			return doors, s, err
		}
		s.metrics = newMetrics(s.runs)
		doors = append(doors, door{"metrics", l, s.metrics.handler()})
	}
	if second != nil {
		doors[1].handler = newHopHandler(s)
	}
	doors[0].handler, err = newHandler(s)
	return doors, s, err
}

// options are the bounds of the live runs with what the runs ask of the server.
func (s site) options(o runs.Options) runs.Options {
	o.Origins, o.Client, o.Log = s.origins, s.proxies.address, s.log
	return o
}

func closeAll(doors []door) {
	for _, d := range doors {
		d.listener.Close()
	}
}

// answer serves until the context ends, then lets what is under way finish; release
// ends what would never finish.
func answer(ctx context.Context, doors []door, release func(), log *slog.Logger) error {
	failed := make(chan error, len(doors))
	servers := make([]*http.Server, len(doors))
	for i, d := range doors {
		servers[i] = newServer(d.handler, log)
		l := wire.Tap(servers[i], d.listener, mayBeHop)
		go func() { failed <- servers[i].Serve(l) }()
	}
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		log.Info("stopping")
	}
	release()
	end, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	return errors.Join(err, shutdown(end, servers))
}

// shutdown stops the servers together, and cuts what does not end in time.
func shutdown(ctx context.Context, servers []*http.Server) error {
	errs := make([]error, len(servers))
	var wg sync.WaitGroup
	for i, srv := range servers {
		wg.Go(func() {
			if err := srv.Shutdown(ctx); err != nil {
				srv.Close()
				errs[i] = fmt.Errorf("some requests did not finish: %w", err)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:        h,
		ReadTimeout:    readTimeout,
		WriteTimeout:   writeTimeout,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: maxHeader,
		ErrorLog:       slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		// OPTIONS * is answered here, too, with the headers of every answer.
		DisableGeneralOptionsHandler: true,
	}
}
