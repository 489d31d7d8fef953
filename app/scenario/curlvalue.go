package scenario

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// The options of curl that take a value. Each does what curl's manual says of
// it, https://curl.se/docs/manpage.html.

// cookieEngine is the option of the profile that keeps the cookies it is sent.
const cookieEngine = "cookie-engine"

// valued applies an option with its value; it was written as shown.
func (c *curlLine) valued(name, value, shown string) {
	switch name {
	case "request":
		if fault := methodFault(value); fault != "" {
			c.note("%s %s", shown, fault)
			return
		}
		c.method = value
	case "max-redirs":
		if n, err := strconv.Atoi(value); err != nil || n < -1 {
			c.note("%s takes a number from -1 on, not %s", shown, quote(value))
		} else {
			c.options["max-redirs"] = n
		}
	case "url":
		c.urls = append(c.urls, value)
	case "url-query":
		c.query = append(c.query, c.queryPart(value, shown))
	case "header":
		c.header(value, shown)
	case "data", "data-ascii", "data-binary", "data-raw", "json":
		c.addData(name, value, shown)
	case "data-urlencode":
		c.join("&", c.urlencode(value, shown))
	case "form", "form-string":
		c.addPart(name, value, shown)
	case "upload-file":
		c.upload = &value
	case "user":
		c.user = &value
	case "oauth2-bearer":
		c.bearer = value
	case "user-agent":
		c.agent = value
	case "referer":
		c.setReferer(value)
	case "cookie":
		c.cookie(value, shown)
	case "cookie-jar":
		c.options[cookieEngine] = true
	case "range":
		c.addHeader("Range", "bytes="+value, shown)
	default:
		if holds(curlUnplayed, name) {
			c.unplayed(shown + " " + quote(value))
		}
	}
}

// header reads -H: "Name: value", "Name;" for an empty value, and "Name:" for
// none of the headers curl would send by itself.
func (c *curlLine) header(text, shown string) {
	if file, ok := strings.CutPrefix(text, "@"); ok {
		c.note("%s: the headers in the file %s are not known; they were left out", shown, quote(file))
		return
	}
	name, value, ok := strings.Cut(text, ":")
	if !ok {
		if bare, empty := strings.CutSuffix(strings.TrimRight(text, " \t"), ";"); empty {
			c.addHeader(bare, "", shown)
			return
		}
		c.note("%s %s has no colon; curl leaves it out", shown, quote(text))
		return
	}
	if value = strings.Trim(value, " \t\r\n"); value == "" {
		c.remove(name, shown)
		return
	}
	c.addHeader(name, value, shown)
}

// remove notes a header that curl is told not to send. Of those that only
// describe curl itself nothing is shown anyway.
func (c *curlLine) remove(name, shown string) {
	c.removed = append(c.removed, name)
	switch strings.ToLower(name) {
	case "accept", "accept-encoding", "user-agent", "expect", "connection", "referer", "cookie", "authorization":
		return
	}
	c.note("%s %s: a header that curl sends by itself cannot be taken away here", shown, quote(name+":"))
}

// addHeader keeps a header, unless a request cannot carry it.
func (c *curlLine) addHeader(name, value, shown string) {
	fault := nameFault(name)
	if fault == "" {
		fault = fieldFault(value)
	}
	switch {
	case fault != "":
		c.note("%s: %s; it was left out", shown, fault)
	case len(c.request) == MaxHeaders:
		c.note("%s: more than %d headers; the rest was left out", shown, MaxHeaders)
	default:
		c.request = append(c.request, redirect.Header{Name: name, Value: value})
	}
}

// setReferer reads -e, where ;auto makes curl write the URL it comes from.
func (c *curlLine) setReferer(value string) {
	before, auto := strings.CutSuffix(value, ";auto")
	if auto {
		c.options["auto-referer"] = true
	}
	c.referer = before
}

// cookie reads -b: cookies where there is a =, otherwise a file of them, which
// also makes curl keep the cookies that it is sent.
func (c *curlLine) cookie(value, shown string) {
	if strings.Contains(value, "=") {
		c.cookies = append(c.cookies, value)
		c.options["cookie"] = true
		return
	}
	if value != "" {
		c.note("%s %s: the cookies in the file are not known; they were left out", shown, quote(value))
	}
	c.options[cookieEngine] = true
}
