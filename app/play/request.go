package play

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

func (e EditTitle) update(m Model) (Model, []Effect) {
	return m.edit("edit the title", "title", func(d *draft) { d.Title = e.Text })
}

func (e EditMethod) update(m Model) (Model, []Effect) {
	return m.edit("edit the method", "request.method", func(d *draft) { d.Request.Method = e.Text })
}

func (e EditURL) update(m Model) (Model, []Effect) {
	return m.edit("edit the URL", "request.url", func(d *draft) { d.Request.URL = e.Text })
}

func (e SetCORS) update(m Model) (Model, []Effect) {
	return m.edit("change CORS", "", func(d *draft) { d.CORS = e.Mode })
}

func (e EditBody) update(m Model) (Model, []Effect) {
	return m.edit("edit the body", "request.body.text", func(d *draft) {
		if d.Request.Body == nil {
			d.Request.Body = &redirect.Body{Kind: redirect.Text}
		}
		d.Request.Body.Text = e.Text
	})
}

// bodyKinds has the kind each choice stands for.
var bodyKinds = [...]redirect.BodyKind{
	BodyJSON: redirect.Text, BodyForm: redirect.Form, BodyText: redirect.Text,
	BodyMultipart: redirect.Multipart, BodyStream: redirect.Stream,
}

const contentType = "Content-Type"

func (e ChooseBody) update(m Model) (Model, []Effect) {
	return m.edit("change the body to "+e.Choice.String(), "", func(d *draft) {
		if d.Request.Body != nil {
			d.body = *d.Request.Body
		}
		// The type of JSON goes with the choice of JSON. With another body
		// it would be a lie, and a stream may well be one of JSON.
		switch e.Choice {
		case BodyJSON:
			if !sendsJSON(d.Request.Headers) {
				d.Request.Headers = d.Request.Headers.With(contentType, "application/json")
			}
		case BodyStream:
		default:
			if sendsJSON(d.Request.Headers) {
				d.Request.Headers = d.Request.Headers.Without(contentType)
			}
		}
		if e.Choice == BodyNone {
			d.Request.Body = nil
			return
		}
		d.Request.Body = &redirect.Body{Kind: bodyKinds[e.Choice], Text: d.body.Text}
	})
}

// BodyChoice returns the choice that the draft's body and Content-Type are.
func (m Model) BodyChoice() BodyChoice {
	b := m.Draft.Request.Body
	switch {
	case b == nil:
		return BodyNone
	case b.Kind == redirect.Text && sendsJSON(m.Draft.Request.Headers):
		return BodyJSON
	}
	for choice, kind := range bodyKinds {
		if kind == b.Kind && BodyChoice(choice) != BodyJSON {
			return BodyChoice(choice)
		}
	}
	return BodyText
}

// BodyText returns the text of the draft's body: that before BodyNone where it
// has none, so that the field need not lose it.
func (m Model) BodyText() string {
	if b := m.Draft.Request.Body; b != nil {
		return b.Text
	}
	return m.body.Text
}

// sendsJSON reports a Content-Type of JSON: application/json, or a +json type
// (RFC 6839 section 3.1).
func sendsJSON(h redirect.Headers) bool {
	value, _ := h.Get(contentType)
	kind, _, _ := strings.Cut(value, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == "application/json" || strings.HasSuffix(kind, "+json")
}
