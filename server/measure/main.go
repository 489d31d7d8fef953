// Command measure runs real clients through the cases of package evidence, and
// writes what they did: one recording a profile, in app/client/evidence.
//
//	go run ./server/measure [-install] [-client ID] [-program NAME] [-case ID] [-print] [-index]
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/hopscope/hopscope/app/client/evidence"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	clients := flags.String("client", "", "the `ids` of the profiles to measure, with commas between; empty: all")
	only := flags.String("case", "", "the `id` of the one case to run; nothing is written but what is printed")
	install := flags.Bool("install", false, "install the clients from the system's packages and npm first")
	program := flags.String("program", "", "the `name` of the one program to measure; what is recorded of others stays; empty: all")
	show := flags.Bool("print", false, "print the differences between the recording and the simulation")
	reindex := flags.Bool("index", false, "measure nothing, but tell the profiles what recordings there are (app/client/programs.go)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *reindex {
		return writeIndex()
	}
	list, err := chosen(*clients)
	if err != nil {
		return err
	}
	if *only != "" {
		if _, ok := evidence.Lookup(*only); !ok {
			return fmt.Errorf("-case %q is not a case", *only)
		}
	}
	if *install {
		if err := installAll(ctx, list, stderr); err != nil {
			return err
		}
	}
	progress := func(line string) { fmt.Fprintf(stderr, "\r\x1b[K%s", line) }
	for _, id := range ids(list) {
		rec := evidence.Recording{Evidence: evidence.Version, Client: id}
		for _, s := range list {
			if s.id != id {
				continue
			}
			if *program != "" && s.program != *program {
				rec.Runs = append(rec.Runs, recorded(s)...)
				continue
			}
			runs, err := measure(ctx, s, func(c evidence.Case) bool { return *only == "" || c.ID == *only }, progress)
			if err != nil {
				return err
			}
			rec.Runs = append(rec.Runs, runs...)
		}
		fmt.Fprintf(stderr, "\r\x1b[K")
		data, err := encode(rec)
		if err != nil {
			return err
		}
		if *only != "" {
			stdout.Write(data)
		} else if err := write(id, data); err != nil {
			return err
		}
		report(stdout, rec, *show)
	}
	if *clients+*only != "" {
		return nil
	}
	return writeIndex()
}

// recorded are the runs of a subject that are on disk.
func recorded(s subject) (list []evidence.Run) {
	data, err := os.ReadFile(recordingPath(s.id))
	if err != nil {
		return nil
	}
	rec, err := evidence.Decode(data)
	if err != nil {
		return nil
	}
	for _, run := range rec.Runs {
		if run.Program == s.program {
			list = append(list, run)
		}
	}
	return list
}

// recordingPath is the file of a profile's recording.
func recordingPath(id string) string {
	return filepath.Join(driversDir(), "..", "..", "..", "app", "client", "evidence", id+".json")
}

// chosen are the subjects of the profiles named.
func chosen(names string) ([]subject, error) {
	all := subjects()
	if names == "" {
		return all, nil
	}
	var list []subject
	for name := range strings.SplitSeq(names, ",") {
		n := len(list)
		for _, s := range all {
			if s.id == name {
				list = append(list, s)
			}
		}
		if n == len(list) {
			return nil, fmt.Errorf("-client %q is not one of %s", name, strings.Join(ids(all), ", "))
		}
	}
	return list, nil
}

// ids are the profiles of the subjects, each once.
func ids(list []subject) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s.id) {
			out = append(out, s.id)
		}
	}
	return out
}

// write writes a recording, unless it is the same but for the date.
func write(id string, data []byte) error {
	path := recordingPath(id)
	old, err := os.ReadFile(path)
	if err == nil && sameButForDate(old, data) {
		return nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

func sameButForDate(a, b []byte) bool {
	undated := func(data []byte) string {
		r, err := evidence.Decode(data)
		if err != nil {
			return ""
		}
		for i := range r.Runs {
			r.Runs[i].Date = ""
		}
		out, _ := json.Marshal(r)
		return string(out)
	}
	return undated(a) != "" && undated(a) == undated(b)
}

// encode writes a recording with a line for each case: what changes is seen in a
// diff.
func encode(r evidence.Recording) ([]byte, error) {
	var b bytes.Buffer
	line := func(v any) error {
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1)
		return nil
	}
	fmt.Fprintf(&b, "{\"evidence\":%d,\"client\":%q,\"runs\":[", r.Evidence, r.Client)
	for i, run := range r.Runs {
		if i > 0 {
			b.WriteByte(',')
		}
		cases := run.Cases
		run.Cases = nil
		b.WriteByte('\n')
		if err := line(run); err != nil {
			return nil, err
		}
		b.Truncate(b.Len() - len("null}"))
		b.WriteByte('[')
		for j, c := range cases {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
			if err := line(c); err != nil {
				return nil, err
			}
		}
		b.WriteString("\n]}")
	}
	b.WriteString("\n]}\n")
	return b.Bytes(), nil
}

// maxPrinted is how many differences of a case are printed: where one request is
// other, those after it are, too.
const maxPrinted = 4

// report says how far the simulation agrees with what was recorded.
func report(w io.Writer, rec evidence.Recording, differences bool) {
	for _, run := range rec.Runs {
		agree, asked := run.Agreement(rec.Client)
		requests, skipped := 0, 0
		for _, c := range run.Cases {
			requests += len(c.Requests)
			if c.Skipped != "" {
				skipped++
			}
		}
		options, _ := json.Marshal(run.Options)
		fmt.Fprintf(w, "%s: %s %s %s: %d cases, %d requests, %d skipped; the simulation agrees in %d of %d\n",
			rec.Client, run.Program, run.Version, options, len(run.Cases), requests, skipped, agree, asked)
		if !differences {
			continue
		}
		for _, result := range run.Cases {
			c, _ := evidence.Lookup(result.Case)
			trace, err := evidence.Predict(rec.Client, run, c)
			if err != nil {
				fmt.Fprintf(w, "  %s: %v\n", c.ID, err)
				continue
			}
			for i, d := range evidence.Differences(trace, c, result) {
				if i == maxPrinted {
					fmt.Fprintf(w, "  %s: and more\n", c.ID)
					break
				}
				fmt.Fprintf(w, "  %s: %s\n", c.ID, d)
			}
		}
	}
}
