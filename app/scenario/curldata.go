package scenario

import (
	"fmt"
	"strings"
)

// The bodies that curl builds: -d and its like, and the parts of -F. What is
// in a file is not known, and a placeholder stands for it.

// addData reads -d, --data-raw, --data-binary and --json. Several are joined
// with &, but JSON as it is.
func (c *curlLine) addData(name, value, shown string) {
	if file, ok := strings.CutPrefix(value, "@"); ok && name != "data-raw" {
		value = c.file(file, shown)
	}
	if name == "json" {
		c.json = true
		c.join("", value)
		return
	}
	c.join("&", value)
}

func (c *curlLine) join(separator, value string) {
	if c.hasData {
		c.data = append(c.data, separator)
	}
	c.data = append(c.data, value)
	c.hasData = true
}

// file returns the placeholder for the content of a file.
func (c *curlLine) file(name, shown string) string {
	if name == "-" {
		c.note("%s: what comes from the standard input is not known; a placeholder stands for it", shown)
		return "(standard input)"
	}
	c.note("%s: the content of the file %s is not known; a placeholder stands for it", shown, quote(name))
	return fmt.Sprintf("(content of %s)", cutText(name))
}

// urlencode reads the forms of --data-urlencode: content, =content,
// name=content, @file and name@file. The name is taken as it is.
func (c *curlLine) urlencode(value, shown string) string {
	i := strings.IndexByte(value, '=')
	if i < 0 {
		i = strings.IndexByte(value, '@')
	}
	if i < 0 {
		return formEscape(value)
	}
	name, content := value[:i], value[i+1:]
	if value[i] == '@' {
		content = c.file(content, shown)
	}
	if name == "" {
		return formEscape(content)
	}
	return name + "=" + formEscape(content)
}

// queryPart reads --url-query: as --data-urlencode, or as it is behind a +.
func (c *curlLine) queryPart(value, shown string) string {
	if plain, ok := strings.CutPrefix(value, "+"); ok {
		return plain
	}
	return c.urlencode(value, shown)
}

// formEscape encodes all but the unreserved characters, and a space as +
// (tool_getparam.c, data_urlencode).
func formEscape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case nameChar(c) || strings.IndexByte("-.~", c) >= 0:
			b.WriteByte(c)
		case c == ' ':
			b.WriteByte('+')
		default:
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		}
	}
	return b.String()
}

// boundary parts the parts of a multipart body. curl ends its dashes in random
// letters; one that can be read shows better what it is.
const boundary = "------------------------boundary"

// addPart reads -F and --form-string into one part of a multipart body
// (RFC 7578).
func (c *curlLine) addPart(option, value, shown string) {
	name, content, ok := strings.Cut(value, "=")
	if !ok {
		c.note("%s %s has no =; curl refuses it", shown, quote(value))
		return
	}
	disposition := `form-data; name="` + partName(name) + `"`
	if option == "form-string" {
		c.part(disposition, "", content)
		return
	}
	from := ""
	if content != "" && (content[0] == '@' || content[0] == '<') {
		from, content = content[:1], content[1:]
	}
	content, rest := partValue(content)
	kind, filename := "", content[strings.LastIndexByte(content, '/')+1:]
	for rest != "" {
		var word string
		word, rest = partValue(rest)
		key, v, _ := strings.Cut(strings.TrimSpace(word), "=")
		v = unquotePart(v)
		switch key {
		case "type":
			kind = v
		case "filename":
			filename = v
			if from == "" {
				disposition += `; filename="` + partName(v) + `"`
			}
		default:
			c.note("%s: %s in a part is not read; it was left out", shown, quote(word))
		}
	}
	switch from {
	case "@":
		disposition += `; filename="` + partName(filename) + `"`
		if kind == "" {
			kind = typeOf(filename)
		}
		content = c.file(content, shown)
	case "<":
		content = c.file(content, shown)
	}
	c.part(disposition, kind, content)
}

func (c *curlLine) part(disposition, kind, content string) {
	text := "Content-Disposition: " + disposition + "\r\n"
	if kind != "" {
		text += "Content-Type: " + kind + "\r\n"
	}
	c.form = append(c.form, text+"\r\n"+content+"\r\n")
}

// partName escapes a name for between quotes (HTML, multipart/form-data
// encoding algorithm).
func partName(name string) string {
	return strings.NewReplacer(`"`, "%22", "\r", "%0D", "\n", "%0A").Replace(name)
}

// partValue cuts a value at the next ; that is not between quotes, takes its
// quotes off, and returns what is behind the ;.
func partValue(s string) (value, rest string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"' && (quoted || strings.TrimSpace(s[:i]) == "" || s[i-1] == '='):
			quoted = !quoted
		case s[i] == ';' && !quoted:
			return unquotePart(s[:i]), s[i+1:]
		}
	}
	return unquotePart(s), ""
}

// unquotePart takes off the quotes around a value, and the backslashes in it.
func unquotePart(s string) string {
	t := strings.TrimSpace(s)
	if len(t) < 2 || t[0] != '"' || t[len(t)-1] != '"' {
		return s
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(t[1 : len(t)-1])
}

// typeOf is curl's guess from the end of a file's name (lib/mime.c,
// Curl_mime_contenttype).
func typeOf(filename string) string {
	dot := strings.LastIndexByte(filename, '.')
	switch strings.ToLower(filename[dot+1:]) {
	case "gif":
		return "image/gif"
	case "jpg", "jpeg":
		return "image/jpeg"
	case "png":
		return "image/png"
	case "svg":
		return "image/svg+xml"
	case "txt":
		return "text/plain"
	case "htm", "html":
		return "text/html"
	case "pdf":
		return "application/pdf"
	case "xml":
		return "application/xml"
	}
	return "application/octet-stream"
}
