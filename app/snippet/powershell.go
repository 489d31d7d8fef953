package snippet

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/hopscope/hopscope/app/redirect"
)

// PowerShell is the language of a command for Windows PowerShell 5.1 and for
// PowerShell 7.
const PowerShell = "powershell"

// powershellMethods are those of -Method (Invoke-WebRequest's reference).
const powershellMethods = " GET HEAD POST PUT DELETE TRACE OPTIONS MERGE PATCH "

// powershellCode writes an Invoke-WebRequest command.
func powershellCode(in input) string {
	var c script
	option := func(name, value string) { c.WriteString(" `\n  -" + name + " " + value) }
	headers := in.Headers
	if headers.Has("Cookie") {
		c.line("# Windows PowerShell 5.1 leaves Cookie out, PowerShell 7 sends it.")
	}
	custom := !letters(in.Method) || !strings.Contains(powershellMethods, " "+strings.ToUpper(in.Method)+" ")
	if custom {
		c.line("# -CustomMethod needs PowerShell 6 or newer.")
	}
	if in.Body != nil && in.Body.Kind == redirect.Stream {
		c.line("# This body is in memory, no stream: it can be sent again.")
	}
	c.WriteString("Invoke-WebRequest -UseBasicParsing") // 5.1 would run the page's scripts
	option("Uri", quotePowerShell(in.URL))
	if custom {
		option("CustomMethod", quotePowerShell(in.Method))
	} else {
		option("Method", in.Method)
	}
	// In 5.1 these two are no headers.
	for _, own := range []struct{ header, option string }{{"User-Agent", "UserAgent"}, {"Content-Type", "ContentType"}} {
		if value, ok := headers.Get(own.header); ok {
			option(own.option, quotePowerShell(value))
			headers = headers.Without(own.header)
		}
	}
	if len(headers) > 0 {
		option("Headers", "@{")
		for _, g := range groups(headers, true) { // a name there twice is an error
			c.WriteString("\n    " + quotePowerShell(g.name) + " = " + quotePowerShell(strings.Join(g.values, ", ")))
		}
		c.WriteString("\n  }")
	}
	if b := in.Body; b != nil {
		text := quotePowerShell(b.Text)
		if strings.ContainsFunc(b.Text, func(r rune) bool { return r >= 0x80 }) { // 5.1 would send ISO 8859-1
			text = "([Text.Encoding]::UTF8.GetBytes(" + text + "))"
		}
		option("Body", text)
	}
	return c.String()
}

// quotePowerShell quotes a string: between single quotes where it is plain
// ASCII, else between double quotes with all else as escapes. Typographic
// quotes are quotes too for PowerShell, also those it sees where it reads
// UTF-8 as Windows-1252; control characters cannot be pasted, and line ends
// change on Windows.
func quotePowerShell(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString("`n")
		case r == '\r':
			b.WriteString("`r")
		case r == '\t':
			b.WriteString("`t")
		case r == '"' || r == '$' || r == '`':
			b.WriteString("`" + string(r))
		case r >= ' ' && r <= '~':
			b.WriteRune(r)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, "$([char]0x%x)", unit)
			}
		}
	}
	return b.String() + `"`
}
