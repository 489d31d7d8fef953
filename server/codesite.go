package main

// The pages of the reference, and the same as data.

import (
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/server/codepages"
)

// A codeSite makes them.
type codeSite struct{ press *pressroom }

// routeCodes adds the pages to the table of addresses.
func (s *server) routeCodes(mux *http.ServeMux) {
	site := &codeSite{s.press}
	mux.Handle(code.Path, read(s.plainAsset(site.index)))
	mux.Handle(code.Path+".json", read(s.plainAsset(site.data)))
	mux.Handle("/llms.txt", read(s.plainAsset(site.llms)))
	for _, c := range code.All() {
		path := code.PagePath(c.Status)
		mux.Handle(path, read(s.plainAsset(func() (*asset, error) { return site.code(c) })))
		mux.Handle(path+".json", read(s.plainAsset(func() (*asset, error) { return site.codeData(c) })))
		mux.Handle(path+".md", read(s.plainAsset(func() (*asset, error) { return site.codeText(c) })))
	}
	mux.Handle(code.Path+"/{code}", read(s.noCode))
}

func (c *codeSite) index() (*asset, error) {
	content, err := codepages.Index()
	if err != nil {
		return nil, err
	}
	return c.press.plain(c.sheet(code.Path, "The redirect codes, 300 to 308: Hopscope",
		"300 to 308 side by side: what each does with method and body, whether it is permanent and cached, and which one you need.", content))
}

func (c *codeSite) code(about *code.Code) (*asset, error) {
	content, err := codepages.Code(about)
	if err != nil {
		return nil, err
	}
	page := c.sheet(code.PagePath(about.Status), fmt.Sprintf("%d %s: Hopscope", about.Status, about.Name),
		strings.ReplaceAll(about.Plain, "`", ""), content)
	if len(about.Examples) > 0 {
		c.press.illustrate(&page, about.Examples[0].Address)
	}
	return c.press.plain(page)
}

func (c *codeSite) sheet(path, title, description string, content template.HTML) sheet {
	return sheet{Title: title, Description: description, Path: path, Content: content,
		Styles: []string{"codes.css"}, Scripts: []string{"open-named.js", "codes.js"}}
}

func (c *codeSite) data() (*asset, error) {
	whole, err := code.Whole()
	if err != nil {
		return nil, err
	}
	return jsonAsset("codes.json", whole)
}

func (c *codeSite) codeData(about *code.Code) (*asset, error) {
	e, err := code.Of(about)
	if err != nil {
		return nil, err
	}
	return jsonAsset(strconv.Itoa(about.Status)+".json", e)
}

func jsonAsset(name string, v any) (*asset, error) {
	data, err := code.JSON(v)
	if err != nil {
		return nil, err
	}
	return madeAsset(name, data), nil
}

func (c *codeSite) codeText(about *code.Code) (*asset, error) {
	e, err := code.Of(about)
	if err != nil {
		return nil, err
	}
	return madeAsset(strconv.Itoa(about.Status)+".md", []byte(code.Markdown(e, c.press.base()))), nil
}

// noCode says which codes there are.
func (s *server) noCode(w http.ResponseWriter, r *http.Request) {
	page, err := s.press.print("notfound.html", sheet{bundle: s.bundle, Path: r.URL.Path, Codes: code.All()})
	if err != nil {
		s.fail(w, err)
		return
	}
	writeNotFound(w, page)
}
