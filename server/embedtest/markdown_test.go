package embedtest

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/diagram"
)

// TestMarkdown lets GitHub's reader of Markdown read what is written for it, with
// raw HTML let through, which GitHub does not do: none comes of it.
func TestMarkdown(t *testing.T) {
	program := need(t, "cmark-gfm", "cmark-gfm")
	for _, j := range journeys(t) {
		t.Run(j.name, func(t *testing.T) {
			cmd := exec.Command(program, "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink")
			cmd.Stdin = strings.NewReader(diagram.MarkdownTitle(j.name) + diagram.Markdown(j.trace, "https://hopscope.example"))
			var said bytes.Buffer
			cmd.Stderr = &said
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v: %s", err, said.String())
			}
			doc, err := html.Parse(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			count, locations := map[string]int{}, 0
			for n := range doc.Descendants() {
				if n.Type != html.ElementNode {
					if n.Type == html.CommentNode {
						t.Errorf("a comment: %s", n.Data)
					}
					continue
				}
				count[n.Data]++
				if !strings.Contains(" html head body h1 h2 h3 p strong em code table thead tbody tr th td ol ul li a ", " "+n.Data+" ") {
					t.Errorf("element %s in %s", n.Data, out)
				}
				for _, a := range n.Attr {
					if !(n.Data == "a" && a.Key == "href" && (strings.HasPrefix(a.Val, "https://") || strings.HasPrefix(a.Val, "http://"))) {
						t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
					}
				}
				if n.Data == "code" && j.text != "" && n.FirstChild != nil && n.FirstChild.Data == j.text {
					locations++
				}
			}
			exchanges := len(j.trace.Exchanges)
			parts := 2
			if len(j.trace.Prepared) > 0 {
				parts++
			}
			if count["h1"] != 1 || count["h2"] != 1 || count["h3"] != parts || count["table"] != 2 || count["ol"] != 1 {
				t.Errorf("the sections are %v", count)
			}
			if want := 1 + exchanges + 1 + len(j.trace.Survival); count["tr"] != want {
				t.Errorf("%d rows, want %d", count["tr"], want)
			}
			if want := 6*(1+exchanges) + 3*(1+len(j.trace.Survival)); count["th"]+count["td"] != want {
				t.Errorf("%d cells, want %d", count["th"]+count["td"], want)
			}
			if j.text != "" && locations < exchanges {
				t.Errorf("the text stands as it is %d times, and there are %d exchanges: %s", locations, exchanges, out)
			}
		})
	}
}
