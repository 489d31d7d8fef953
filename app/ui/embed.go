package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// This file has what is particular to the page in a frame on another site.

// OpenID is the id of the link to the playground's own page. What the server renders
// has no part of a scenario in an attribute: it puts the address there by this id.
const OpenID = "open"

// embedBar says what is shown in a frame, and leads out of it.
func embedBar(v view) app.UI {
	title := v.Draft.Title
	if title == "" {
		title = "hopscope"
	}
	href := own("/")
	if v.live {
		href += "#" + mendEscapes(v.OpenFragment())
	}
	return el("header", "top",
		el("h1", "brand", logo(), say("span", "", title)),
		el("a", "btn small").ID(OpenID).Attr("href", href).Attr("target", "_blank").Attr("rel", "noopener").Text("Open in Hopscope"),
	)
}
