package main

// The architecture's arrows: what each package may import. One that crosses
// them fails here.

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/hopscope/hopscope/"

// arrows lists, for each package below app, those of the module that it may
// import. One that is not here must be added, with its place in the order.
var arrows = map[string][]string{
	"app/redirect":        {},
	"app/client":          {"app/redirect"},
	"app/scenario":        {"app/redirect", "app/client"},
	"app/markdown":        {},
	"app/diagram":         {"app/redirect", "app/client", "app/scenario", "app/markdown"},
	"app/snippet":         {"app/redirect", "app/client", "app/scenario"},
	"app/goal":            {"app/redirect", "app/scenario"},
	"app/code":            {"app/redirect", "app/client", "app/scenario", "app/client/evidence", "app/goal", "app/snippet", "app/markdown"},
	"app/lesson":          {"app/redirect", "app/client", "app/scenario", "app/client/evidence", "app/goal"},
	"app/live":            {"app/redirect", "app/client", "app/scenario", "app/diagram", "app/snippet"},
	"app/play":            {"app/redirect", "app/client", "app/scenario", "app/diagram", "app/snippet", "app/live", "app/goal"},
	"app/client/evidence": {"app/redirect", "app/client", "app/scenario", "app/live"},
	"app/ui":              {"app/redirect", "app/client", "app/scenario", "app/diagram", "app/snippet", "app/live", "app/play", "app/goal"},
	"app":                 {"app/ui"},
}

// forbidden are the packages that the domain must do without: it decides, and
// touches nothing. go-app belongs to ui alone.
var forbidden = []string{"net/http", "os", "time", "syscall/js", "regexp", "text/template", "html/template"}

const goapp = "github.com/maxence-charriere/go-app/v9/pkg/app"

// A listed package is what go list says of it.
type listed struct {
	ImportPath string
	Imports    []string
}

func TestImports(t *testing.T) {
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		t.Run(name, func(t *testing.T) {
			may, known := arrows[name]
			if !known {
				t.Fatalf("%s is not in the table of arrows", name)
			}
			domain := name != "app" && name != "app/ui"
			for _, imported := range p.Imports {
				own, isOwn := strings.CutPrefix(imported, module)
				switch {
				case isOwn && !slices.Contains(may, own):
					t.Errorf("%s imports %s; it may import %v", name, own, may)
				case isOwn:
				case imported == goapp:
					if domain {
						t.Errorf("%s imports go-app: only ui does", name)
					}
				case strings.Contains(strings.Split(imported, "/")[0], "."):
					t.Errorf("%s imports %s: the WebAssembly takes nothing but go-app", name, imported)
				case domain && slices.Contains(forbidden, imported):
					t.Errorf("%s imports %s: the domain is pure", name, imported)
				}
			}
		})
	}
}

// list returns every package below app.
func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < len(arrows) {
		t.Fatalf("go list names %d packages, the table has %d", len(packages), len(arrows))
	}
	return packages
}
