package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// icons are drawn in a box of 16 by 16, in the colour of the text. They say
// nothing that the words beside them do not.
var icons = map[string]string{
	"first":  `<path d="M3 3h2v10H3zM13 3v10L6 8z" fill="currentColor"/>`,
	"back":   `<path d="M12 3v10L4 8z" fill="currentColor"/>`,
	"step":   `<path d="M4 3v10l8-5z" fill="currentColor"/>`,
	"play":   `<path d="M5 2.5v11l8.5-5.5z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>`,
	"pause":  `<path d="M4 3h3v10H4zM9 3h3v10H9z" fill="currentColor"/>`,
	"undo":   `<path d="M6 3L2.5 6.5 6 10M3 6.5h6a4 3.5 0 0 1 0 7H6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`,
	"redo":   `<path d="M10 3l3.5 3.5L10 10M13 6.5H7a4 3.5 0 0 0 0 7h3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`,
	"auto":   `<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>`,
	"light":  `<circle cx="8" cy="8" r="3" fill="currentColor"/><path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.5 1.5M11.5 11.5L13 13M13 3l-1.5 1.5M4.5 11.5L3 13" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>`,
	"dark":   `<path d="M13 9.5A5.5 5.5 0 1 1 7 2.5a4.5 4.5 0 0 0 6 7z" fill="currentColor"/>`,
	"down":   `<path d="M4 6l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`,
	"plus":   `<path d="M8 3v10M3 8h10" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>`,
	"close":  `<path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>`,
	"copy":   `<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M3.5 10.5h-1v-8h8v1" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/>`,
	"link":   `<path d="M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5L7.5 13A3 3 0 0 1 3 8.5L4.5 7" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>`,
	"keys":   `<rect x="1.5" y="4" width="13" height="8" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M4 6.5h1M7.5 6.5h1M11 6.5h1M5 9.5h6" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/>`,
	"up":     `<path d="M4 10l4-4 4 4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`,
	"paste":  `<path d="M3 4.5l3.5 3.5L3 11.5M8.5 12H13" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>`,
	"target": `<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="8" cy="8" r="2" fill="currentColor"/>`,
}

// icon draws one of icons.
func icon(name string) app.UI {
	return app.Raw(`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">` + icons[name] + `</svg>`)
}

// logo is three hops of a ball.
func logo() app.UI {
	return app.Raw(`<svg width="30" height="18" viewBox="0 0 30 18" fill="none" stroke="currentColor" stroke-width="2.2" aria-hidden="true" focusable="false">` +
		`<path d="M4 13C4 2 15 2 15 13M15 13C15 2 26 2 26 13"/>` +
		`<g fill="currentColor" stroke="none"><circle cx="4" cy="14" r="2.6"/><circle cx="15" cy="14" r="2.6"/><circle cx="26" cy="14" r="2.6"/></g></svg>`)
}
