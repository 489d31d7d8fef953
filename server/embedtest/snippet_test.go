package embedtest

// What the Embed dialog gives an author to paste.

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// A host is the site that embeds lead to, as web/embed-snippets.js takes it.
type host struct {
	Base      string `json:"base"`
	Script    string `json:"script"`
	Integrity string `json:"integrity"`
	Server    bool   `json:"server"`
}

// An embed is what an author chose in the dialog.
type embed struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Tier    string `json:"tier"`
	Theme   string `json:"theme"`
	Height  int    `json:"height"`
	Lazy    bool   `json:"lazy"`
	Mermaid string `json:"mermaid,omitempty"`
}

// A snippet is what there is to paste for one system: files of its tree.
type snippet struct {
	ID    string   `json:"id"`
	Tiers []string `json:"tiers"`
	Files []struct {
		Name string `json:"name"`
		Text string `json:"text"`
	} `json:"files"`
}

// host returns where the program of this run is, with the hash of the script that
// it serves.
func theHost(t *testing.T) host {
	t.Helper()
	s, err := hopscope()
	if err != nil {
		t.Fatal(err)
	}
	h := host{Base: s.URL, Script: s.URL + "/embed-1.js", Server: true}
	answer, err := http.Get(h.Script)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	script, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s (%v)", h.Script, answer.Status, err)
	}
	sum := sha512.Sum384(script)
	h.Integrity = "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
	return h
}

// snippetsModule is the dialog's own module, under a name that node takes for one.
var snippetsModule = sync.OnceValues(func() (string, error) {
	path := filepath.Join(kept, "embed-snippets.mjs")
	text, err := os.ReadFile(filepath.Join("..", "..", "web", "embed-snippets.js"))
	if err != nil {
		return "", err
	}
	return path, os.WriteFile(path, text, 0o644)
})

// snippets returns what the dialog shows for an embed, by system.
func snippets(t *testing.T, h host, e embed) map[string]snippet {
	t.Helper()
	module, err := snippetsModule()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := json.Marshal([]any{h, e})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(need(t, "node", "nodejs"), "--input-type=module", "-e", `
		import { readFileSync } from "node:fs";
		const { snippets } = await import(process.argv[1]);
		const [site, what] = JSON.parse(readFileSync(0, "utf8"));
		process.stdout.write(JSON.stringify(snippets(site, what)));`, module)
	cmd.Stdin = bytes.NewReader(asked)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	var list []snippet
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatal(err)
	}
	byID := map[string]snippet{}
	for _, s := range list {
		byID[s.ID] = s
	}
	return byID
}
