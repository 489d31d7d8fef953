package main

// The serve command: listen, answer, and stop when asked to.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/hopscope/hopscope/web"
)

// The limits of a connection. Writing takes long where app.wasm goes over a slow
// line.
const (
	headerTimeout   = 5 * time.Second
	readTimeout     = 15 * time.Second
	writeTimeout    = 2 * time.Minute
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 10 * time.Second
	maxHeader       = 2 * maxAddress
)

func serve(ctx context.Context, args []string, w world) error {
	flags := newFlags("serve")
	addr := flags.String("addr", cmp.Or(w.getenv("HOPSCOPE_ADDR"), "127.0.0.1:8080"), "")
	public := flags.String("public-url", w.getenv("HOPSCOPE_PUBLIC_URL"), "")
	format := flags.String("log", cmp.Or(w.getenv("HOPSCOPE_LOG"), "text"), "")
	rest, err := parse(flags, args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usagef("serve takes no arguments, not %q", rest[0])
	}
	if err := oneOf("log", *format, "text", "json"); err != nil {
		return err
	}
	s := site{web: web.Files, listen: *addr, log: newLog(*format, w)}
	if s.public, err = parsePublic(*public); err != nil {
		return err
	}
	listener, err := listen(*addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	handler, err := newHandler(s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w.stdout, "Hopscope is at %s\n", reachable(listener.Addr()))
	return answer(ctx, listener, handler, s.log)
}

func newLog(format string, w world) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w.stderr, nil))
	}
	return slog.New(slog.NewTextHandler(w.stderr, nil))
}

// parsePublic reads the address at which the world finds the server; nil where
// none is given. It is an origin: the server's paths start at its root.
func parsePublic(text string) (*url.URL, error) {
	if text == "" {
		return nil, nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, usagef("public-url %q is not of the form https://host or https://host:port", text)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

// listen opens the port, and says in plain words what is in the way.
func listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, usagef("addr %q is not of the form host:port", addr)
	}
	l, err := net.Listen("tcp", addr)
	if err == nil {
		return l, nil
	}
	var wrong *net.AddrError
	var unknown *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s is taken by another program: stop it, or choose another with -addr %s", port, net.JoinHostPort(host, "0"))
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("port %s is not open to this user: choose one from 1024 with -addr", port)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("%s is not an address of this machine", host)
	case errors.As(err, &wrong), errors.As(err, &unknown):
		return nil, usagef("addr %q cannot be listened on: %v", addr, err)
	default:
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
}

// reachable returns an address to open in a browser: one that listens everywhere
// listens here, too.
func reachable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || tcp.IP.IsUnspecified() {
		_, port, _ := net.SplitHostPort(a.String())
		return "http://localhost:" + port
	}
	return "http://" + a.String()
}

// answer serves until the context ends, then lets what is under way finish.
func answer(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		// OPTIONS * is answered here, too, with the headers of every answer.
		DisableGeneralOptionsHandler: true,
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping")
	end, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if err := srv.Shutdown(end); err != nil {
		return fmt.Errorf("some requests did not finish: %w", err)
	}
	return nil
}
