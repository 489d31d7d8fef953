package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hopscope/hopscope/app/redirect"
)

// The rules for one value each. Every one returns what is wrong in words, and
// nothing where all is well; the JSON decoder, the addresses and the curl
// import share them.

// methodFault: a method is a token, in the case given (RFC 9110 section 9.1).
func methodFault(method string) string {
	if method == "" {
		return "is empty; a request needs a method, as GET"
	}
	return tokenFault(method, "method")
}

// nameFault: a field name is a token (RFC 9110 section 5.1).
func nameFault(name string) string {
	if name == "" {
		return "is empty; a header needs a name"
	}
	return tokenFault(name, "header name")
}

func tokenFault(s, what string) string {
	if text := sizeOver(s, MaxField); text != "" {
		return text
	}
	for _, r := range s {
		if !redirect.TokenChar(r) {
			return fmt.Sprintf("%s is not a %s: it may not hold %s", quote(s), what, strconv.QuoteRune(r))
		}
	}
	return ""
}

// fieldFault: a field value holds no control character but the tab (RFC 9110
// section 5.5). A Location may be malformed in every other way: that is a thing
// to learn.
func fieldFault(value string) string {
	if text := sizeOver(value, MaxField); text != "" {
		return text
	}
	if i := strings.IndexFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }); i >= 0 {
		return fmt.Sprintf("%s may not hold %s", quote(value), strconv.QuoteRune(rune(value[i])))
	}
	return textFault(value)
}

// titleFault: a title is one line of text.
func titleFault(title string) string { return lineFault(title, MaxField) }

// lineFault: no line of text has control characters, or more bytes than that.
func lineFault(line string, limit int) string {
	if text := sizeOver(line, limit); text != "" {
		return text
	}
	for _, r := range line {
		if r < ' ' || r == 0x7f {
			return fmt.Sprintf("%s may not hold %s", quote(line), strconv.QuoteRune(r))
		}
	}
	return textFault(line)
}

func bodyFault(text string) string {
	if over := sizeOver(text, MaxBody); over != "" {
		return over
	}
	return textFault(text)
}

// textFault: JSON carries Unicode text, so other bytes could not come back
// from it as they went in.
func textFault(s string) string {
	if !utf8.ValidString(s) {
		return quote(s) + " is not UTF-8"
	}
	return ""
}

func sizeOver(s string, limit int) string {
	if len(s) > limit {
		return fmt.Sprintf("%d bytes, at most %d", len(s), limit)
	}
	return ""
}

// urlFault: a request goes to an http or https URL with a host.
func urlFault(raw string) string {
	if raw == "" {
		return "is empty; it takes a URL that begins with http:// or https://"
	}
	if text := fieldFault(raw); text != "" {
		return text
	}
	if _, err := redirect.ParseURL(raw); err != nil {
		return quote(raw) + " " + cutText(err.Error())
	}
	return ""
}

// cutText cuts the text of someone else's error, which may repeat a value.
func cutText(s string) string {
	if len(s) <= 2*maxQuoted {
		return s
	}
	return strings.ToValidUTF8(s[:2*maxQuoted], "") + "…"
}

func statusFault(status int) string {
	if status < 100 || status > 599 {
		return fmt.Sprintf("%d is not from 100 to 599", status)
	}
	return ""
}

func kindFault(kind string) string {
	var kinds []string
	for _, k := range redirect.BodyKinds() {
		if string(k) == kind {
			return ""
		}
		kinds = append(kinds, string(k))
	}
	return fmt.Sprintf("%s is not one of %s", quote(kind), strings.Join(kinds, ", "))
}

func corsFault(mode string) string {
	switch redirect.CORSMode(mode) {
	case redirect.CORSAllow, redirect.CORSWritten:
		return ""
	}
	return fmt.Sprintf("%s is not one of %s, %s", quote(mode), redirect.CORSAllow, redirect.CORSWritten)
}
