package embedtest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/hopscope/hopscope/app/diagram"
)

// read is what Mermaid makes of a diagram: its own parser reads it, then it draws.
const read = `async (text) => {
  const answer = {actors: 0, messages: 0, notes: 0, texts: "", elements: [], error: ""};
  try {
    answer.type = (await mermaid.parse(text)).diagramType;
    const drawn = await mermaid.render("d" + (window.drawn = (window.drawn || 0) + 1), text);
    const out = document.getElementById("out");
    out.innerHTML = drawn.svg;
    await new Promise((done) => setTimeout(done, 0)); // what would run has run
    const all = [...out.querySelectorAll("*")];
    answer.elements = [...new Set(all.map((e) => e.localName))];
    answer.attributes = [...new Set(all.flatMap((e) => e.getAttributeNames()))];
    answer.actors = out.querySelectorAll("line.actor-line").length;
    answer.messages = out.querySelectorAll(".messageLine0, .messageLine1").length;
    answer.notes = out.querySelectorAll("rect.note").length;
    answer.texts = [...out.querySelectorAll("text")].map((e) => e.textContent).join("\n");
    answer.pwned = window.pwned !== undefined;
  } catch (e) {
    answer.error = String(e);
  }
  return answer;
}`

type drawn struct {
	Type                    string
	Actors, Messages, Notes int
	Texts                   string
	Elements, Attributes    []string
	Pwned                   bool
	Error                   string
}

// TestMermaid lets Mermaid, as GitHub has it, read and draw what is written for it.
func TestMermaid(t *testing.T) {
	url := serve(t, `<!DOCTYPE html><meta charset="utf-8"><div id="out"></div><script src="/mermaid.js"></script><script>mermaid.initialize({startOnLoad: false})</script>`,
		map[string]string{"/mermaid.js": module(t, "mermaid", "dist", "mermaid.min.js")})
	p := newTab(t)
	do(p, chromedp.Navigate(url))
	for _, j := range journeys(t) {
		t.Run(j.name, func(t *testing.T) {
			text, err := json.Marshal(diagram.Mermaid(j.trace))
			if err != nil {
				t.Fatal(err)
			}
			d := eval[drawn](p, "("+read+")("+string(text)+")")
			if d.Error != "" || d.Type != "sequence" {
				t.Fatalf("Mermaid says %q of a %q:\n%s", d.Error, d.Type, diagram.Mermaid(j.trace))
			}
			n := len(j.trace.Exchanges)
			if d.Messages != 2*n || d.Notes != n || d.Actors < 2 {
				t.Errorf("%d messages, %d notes, %d actors of %d exchanges", d.Messages, d.Notes, d.Actors, n)
			}
			for _, e := range d.Elements {
				switch e {
				case "script", "img", "image", "a", "iframe", "object", "embed", "foreignObject", "math":
					t.Errorf("the drawing has a %s", e)
				}
			}
			for _, a := range d.Attributes {
				if strings.HasPrefix(a, "on") || strings.HasSuffix(a, "href") {
					t.Errorf("the drawing has an attribute %s", a)
				}
			}
			if d.Pwned {
				t.Error("a script has run")
			}
			if text := strings.TrimSpace(j.text); !strings.Contains(d.Texts, "Location: "+text) && text != "" {
				t.Errorf("the text %q is not shown as it is:\n%s", text, d.Texts)
			}
		})
	}
}
