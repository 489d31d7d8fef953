package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// This file makes elements. go-app has a function and a type with a hundred
// methods for each of HTML's elements; those of forty elements would be 70 KB of
// the first visit, so all are made of its one type for any element.

// el makes an element with what is in it.
func el(tag, class string, children ...app.UI) app.HTMLElem {
	e := app.Elem(tag)
	if class != "" {
		e.Class(class)
	}
	return e.Body(children...)
}

// say makes an element with a text in it.
func say(tag, class, text string) app.HTMLElem {
	return el(tag, class, app.Text(text))
}

// press makes a button with nothing in it yet.
func press(class string) app.HTMLElem {
	return el("button", class).Attr("type", "button")
}
