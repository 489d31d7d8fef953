package ui

import (
	"html"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// came keeps the HTML of what arrived: a request is drawn once.
type came struct {
	run   string
	first live.Exchange // of the pass
	html  []string
}

// add draws what has arrived since.
func (c *came) add(l play.Live) {
	if c.run != l.Run.ID || len(c.html) > len(l.Exchanges) {
		*c = came{run: l.Run.ID}
	}
	for _, e := range l.Exchanges[len(c.html):] {
		if e.Pass != c.first.Pass {
			c.first = e
		}
		c.html = append(c.html, exchange(c.first, e))
	}
}

// arrivedView has what arrived, and before each pass what is known of it.
func arrivedView(v view) []app.UI {
	head := `<div class="in ruled"><h3>What arrived</h3><p class="help">A pass is one client on its way through the chain.</p></div>`
	if len(v.Live.Exchanges) == 0 {
		head = `<div class="in ruled"><h3>What arrived</h3><p class="help">Nothing yet. Each request stands here as it arrives, with its headers and its body, and what of it is not as predicted.</p></div>`
	}
	views := []app.UI{app.Raw(head)}
	v.page.came.add(v.Live)
	pass := 0
	for i, e := range v.Live.Exchanges {
		if e.Pass != pass {
			pass = e.Pass
			views = append(views, app.Raw(way(v.Way(pass), i == 0)))
		}
		views = append(views, app.Raw(v.page.came.html[i]))
	}
	return views
}

// way says who came, and whom that was like. A match is chosen as the client by
// a click, as browser_events.go has it. The first one says what was compared.
func way(l live.Likeness, first bool) string {
	pass := strconv.Itoa(l.Pass)
	like, unlike, others := "", "", 0
	for _, m := range l.Matches {
		name := html.EscapeString(m.Name)
		item := `<button type="button" class="chip" data-pass="` + pass + `" data-match="` + name + `">` + name + `</button>`
		if m.Different == 0 {
			like += item
			continue
		}
		others++
		unlike += `<li>` + item + ` ` + html.EscapeString(m.First) + `</li>`
	}
	out := `<div class="in pass"><h4>Pass ` + pass
	if l.Agent != "" {
		out += ` <span class="help wire">with ` + html.EscapeString(l.Agent) + `</span>`
	}
	out += `</h4><p class="like">` + html.EscapeString(l.Text) + `</p>`
	if first && l.Text != "" {
		out += `<p class="help">Held against each client from its first request on: method, URL, body, and the headers that the first request had.</p>`
	}
	if l.Missing > 0 {
		out += `<p class="fatemark dropped">✕ ` + strconv.Itoa(l.Missing) + ` more predicted, and not sent</p>`
	}
	if like != "" {
		out += `<div class="chips"><span class="muted">Take as the client:</span>` + like + `</div>`
	}
	if others > 0 {
		out += `<details class="more"><summary>` + unlikeWords(others) + `</summary><ul class="help stack tight">` + unlike + `</ul></details>`
	}
	return out + `</div>`
}

func unlikeWords(others int) string {
	if others == 1 {
		return "Unlike 1 other, and where"
	}
	return "Unlike " + strconv.Itoa(others) + " others, and where"
}

// exchange is one request as it arrived, beside the predicted one.
func exchange(first, e live.Exchange) string {
	r, n := e.Request, strconv.Itoa(e.N)
	facts := clock(e.At)
	if e.N != first.N {
		facts = "+" + strconv.Itoa(milliseconds(first.At, e.At)) + " ms"
	}
	if r.Preflight {
		facts = "preflight · " + facts
	}
	facts += " · " + r.Version + " · "
	if r.Body == nil {
		facts += "no body"
	} else {
		facts += strconv.Itoa(r.Body.Bytes) + " B body"
	}
	facts += " · answered " + strconv.Itoa(e.Response.Status) + " " + diagram.StatusText(e.Response.Status)
	if e.Response.Hop > 0 {
		facts += " by hop " + strconv.Itoa(e.Response.Hop)
	}
	return `<article class="hop" aria-labelledby="came-` + n + `"><div class="sum"><span class="n" aria-hidden="true">` + n +
		`</span><div class="stack tight"><h4 class="wire" id="came-` + n + `"><span class="sr">Request ` + n + `: </span><b class="m same">` +
		html.EscapeString(r.Method) + `</b> ` + html.EscapeString(r.Original) + `</h4><small>` + html.EscapeString(facts) + `</small>` +
		compared(e.Compared, "came-"+n, e.N <= unfolded) +
		`<details class="more"><summary>As it came</summary><div class="cmd"><pre tabindex="0" role="region" aria-labelledby="came-` + n + `">` +
		html.EscapeString(message(r)) + `</pre></div><h5>Answered</h5><div class="cmd"><pre tabindex="0" role="region" aria-label="Answer to request ` + n + `">` +
		html.EscapeString(answer(e)) + `</pre></div></details></div></div></article>`
}

// message is a request as it came over the wire.
func message(r live.Arrived) string {
	text := r.Method + " " + r.Target + " " + r.Version + "\n"
	for _, h := range r.Headers {
		text += h.Name + ": " + h.Value + "\n"
	}
	if r.Unordered {
		text += "(The order and the spelling of the headers are not known.)\n"
	}
	b := r.Body
	if b == nil {
		return text
	}
	text += "\n" + b.Text + b.Base64 + "\n"
	if b.Base64 != "" {
		text += "(The body is no text: this is Base64.)\n"
	}
	if b.Cut {
		text += "(Cut: more came than is kept.)\n"
	}
	if b.Incomplete {
		text += "(Incomplete: more was announced than came.)\n"
	}
	return text
}

// answer is the status line and the headers of the answer to a request.
func answer(e live.Exchange) string {
	text := strings.TrimSpace(e.Request.Version+" "+strconv.Itoa(e.Response.Status)+" "+diagram.StatusText(e.Response.Status)) + "\n"
	for _, h := range e.Response.Headers {
		text += h.Name + ": " + h.Value + "\n"
	}
	return text
}

// unfolded is how many requests of a run stand beside the predicted ones at
// once. Of the others those do that differ.
const unfolded = 8

// compared says whether the request is the predicted one, and sets the two
// side by side.
func compared(c *live.Comparison, heading string, open bool) string {
	if c == nil {
		return ""
	}
	out := mark("fatemark", c.Equal, play.Compared(*c))
	if c.Note != "" {
		out += `<p class="help">` + html.EscapeString(c.Note) + `</p>`
	}
	if len(c.Parts) == 0 {
		return out
	}
	attribute := ""
	if open || !c.Equal {
		attribute = " open"
	}
	out += `<details class="more"` + attribute + `><summary>Part by part</summary>` + tableHead(heading, "Part", "Predicted", "Arrived", "Equal?")
	for _, p := range c.Parts {
		word := "different"
		if p.Equal {
			word = "equal"
		}
		out += rowHead(p.Label) + wireCell("predicted", orNone(p.Predicted)) + wireCell("arrived", orNone(p.Arrived)) +
			`<td role="cell" class="wide">` + mark("fate", p.Equal, word) + `</td></tr>`
	}
	return out + `</tbody></table></details>`
}

// mark is a text with the glyph and the colours of what is right or is not.
func mark(class string, right bool, text string) string {
	fate := redirect.Dropped
	if right {
		fate = redirect.Kept
	}
	return `<p class="` + class + ` ` + string(fate) + `">` + glyphs[fate] + ` ` + html.EscapeString(text) + `</p>`
}

func orNone(text *string) string {
	if text == nil {
		return play.None
	}
	return *text
}
