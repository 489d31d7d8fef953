package main

// llms.txt: what this site has for programs that read, as Markdown
// (https://llmstxt.org).

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/server/clientpages"
	"github.com/hopscope/hopscope/server/lessonpages"
)

func (c *codeSite) llms() (*asset, error) {
	var b strings.Builder
	base := c.press.base()
	link := func(title, path, about string) {
		fmt.Fprintf(&b, "- [%s](%s%s): %s\n", title, base, path, about)
	}
	b.WriteString(`# Hopscope

> Hopscope shows what happens to a request when it is redirected: its method, body, headers and cookies at each hop, in a simulation of real clients that is held to recordings of them.

What a standard requires, what it allows and what a client was seen to do are kept apart throughout; each statement names its clause or its recording.

## The redirect codes

`)
	link("The codes side by side", code.Path+".json", "all of the reference as JSON")
	for _, about := range code.All() {
		link(fmt.Sprintf("%d %s", about.Status, about.Name), code.PagePath(about.Status)+".md", plainLine(about.Plain))
	}
	b.WriteString("\n## The clients\n\n")
	link("What each client does, as data", clientpages.Path+".json", "every recorded case of every client, in brief")
	for _, p := range client.All() {
		link(p.Name, client.RecordingPath(p.ID), plainLine(p.About))
	}
	b.WriteString("\n## To try and to learn\n\n")
	link("Playground", "/", "build a chain of redirects and step through it; an address such as [this]("+base+"/?method=POST&body=hi&hop=307,/new) opens one")
	link("Live", live.Path, "send a request through real redirects, and see what arrives")
	link("Lessons", lesson.Path, "short exercises on what people get wrong about redirects")
	for _, l := range lesson.All() {
		link(l.Title, lessonpages.Href(l.ID), plainLine(l.True))
	}
	return madeAsset("llms.txt", []byte(b.String())), nil
}

// plainLine is a text without its code marks, in one line.
func plainLine(text string) string {
	return line(strings.ReplaceAll(text, "`", ""))
}
