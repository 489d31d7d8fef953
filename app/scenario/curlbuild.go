package scenario

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// What has been read of a command line, put together as curl does.

// scenario makes a scenario of the line. The error: there is no URL in it.
func (c *curlLine) scenario() (Scenario, error) {
	url, err := c.url()
	if err != nil {
		return Scenario{}, err
	}
	body := c.body()
	method := "GET"
	switch {
	case c.head:
		method = "HEAD"
	case c.upload != nil:
		method = "PUT"
	case body != nil:
		method = "POST"
	}
	if c.head && body != nil {
		c.note("curl refuses -I together with a body; the body was left out")
		body = nil
	}
	if c.method != "" {
		method = c.method
		c.options["request"] = c.method
	}
	if !c.follows {
		c.options["location"] = false
	}
	profile, err := client.Lookup(CurlClient)
	if err != nil {
		return Scenario{}, err
	}
	request := redirect.Request{Method: method, URL: url, Headers: c.headers(body), Body: body}
	return Scenario{Client: profile.ID, Options: c.playable(profile), Request: request}, nil
}

// url picks the URL to ask for, and adds to its query what -G and --url-query
// put there.
func (c *curlLine) url() (string, error) {
	if len(c.urls) == 0 {
		return "", curlError("the line has no URL")
	}
	// A word that an unknown option should have taken is no URL: one that
	// plainly is goes first.
	chosen := max(0, slices.IndexFunc(c.urls, func(u string) bool { return strings.Contains(u, "://") }))
	for i, u := range c.urls {
		if i != chosen {
			c.note("%s was left out: only one URL is asked for", quote(u))
		}
	}
	url := strings.TrimSpace(c.urls[chosen])
	if !strings.Contains(url, "://") {
		url = "http://" + url
	}
	if _, path, _ := strings.Cut(url, "://"); !c.glob && strings.ContainsAny(path[strings.IndexByte(path, '/')+1:], "{}[]") {
		c.note("curl reads {} and [] in a URL as a pattern for several; it was taken as it is")
	}
	if c.upload != nil && strings.HasSuffix(url, "/") && *c.upload != "-" && *c.upload != "." {
		url += (*c.upload)[strings.LastIndexByte(*c.upload, '/')+1:]
	}
	for _, part := range c.query {
		url = withQuery(url, part)
	}
	if c.get && c.hasData {
		url = withQuery(url, strings.Join(c.data, ""))
	}
	if fault := urlFault(url); fault != "" {
		return "", curlError("%s", fault)
	}
	return url, nil
}

// withQuery adds to the end of the query, before a fragment.
func withQuery(url, part string) string {
	if part == "" {
		return url
	}
	fragment := ""
	if i := strings.IndexByte(url, '#'); i >= 0 {
		url, fragment = url[:i], url[i:]
	}
	switch i := strings.IndexByte(url, '?'); {
	case i < 0:
		url += "?"
	case i < len(url)-1:
		url += "&"
	}
	return url + part + fragment
}

// body returns the body, and names what curl would refuse to combine.
func (c *curlLine) body() *redirect.Body {
	data := c.hasData && !c.get
	if kinds := count(data) + count(len(c.form) > 0) + count(c.upload != nil); kinds > 1 {
		c.note("curl refuses -d, -F and -T together; one of them was taken")
	}
	switch {
	case c.upload != nil:
		return c.uploadBody()
	case len(c.form) > 0:
		text := ""
		for _, part := range c.form {
			text += "--" + boundary + "\r\n" + part
		}
		return &redirect.Body{Kind: redirect.Multipart, Text: text + "--" + boundary + "--\r\n"}
	case data:
		kind := redirect.Text
		if c.contentType() == "" && !c.json || strings.HasPrefix(c.contentType(), "application/x-www-form-urlencoded") {
			kind = redirect.Form
		}
		return &redirect.Body{Kind: kind, Text: strings.Join(c.data, "")}
	}
	return nil
}

// uploadBody is the file of -T. The standard input can be sent once only.
func (c *curlLine) uploadBody() *redirect.Body {
	switch name := *c.upload; name {
	case "":
		return nil
	case "-", ".":
		return &redirect.Body{Kind: redirect.Stream, Text: c.file("-", "-T")}
	default:
		c.options["upload-file"] = true
		return &redirect.Body{Kind: redirect.Text, Text: c.file(name, "-T")}
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// contentType is what -H says, in lower case.
func (c *curlLine) contentType() string {
	value, _ := c.request.Get("Content-Type")
	return strings.ToLower(value)
}

// headers are those of -H and those that other options make, unless -H has one
// of that name or takes it away.
func (c *curlLine) headers(body *redirect.Body) redirect.Headers {
	headers := slices.Clone(c.request)
	add := func(name, value string) {
		gone := slices.ContainsFunc(c.removed, func(r string) bool { return strings.EqualFold(r, name) })
		if value == "" || gone || headers.Has(name) {
			return
		}
		if fault := fieldFault(value); fault != "" {
			c.note("%s %s; it was left out", name, fault)
			return
		}
		headers = append(headers, redirect.Header{Name: name, Value: value})
	}
	if c.json && body != nil {
		add("Content-Type", "application/json")
		add("Accept", "application/json")
	}
	add("Authorization", c.authorization())
	add("User-Agent", c.agent)
	add("Referer", c.referer)
	add("Cookie", strings.Join(c.cookies, ";"))
	if len(headers) > MaxHeaders {
		c.note("more than %d headers; the rest was left out", MaxHeaders)
		headers = headers[:MaxHeaders]
	}
	return headers
}

// authorization is that of --oauth2-bearer (RFC 6750) or -u (RFC 7617).
func (c *curlLine) authorization() string {
	if c.bearer != "" {
		return "Bearer " + c.bearer
	}
	if c.user == nil || c.noBasic {
		return ""
	}
	user := *c.user
	if !strings.Contains(user, ":") {
		c.note("-u %s: curl would ask for the password; an empty one was taken", quote(user))
		user += ":"
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user))
}

// playable keeps of the options those that the profile takes.
func (c *curlLine) playable(profile client.Profile) client.Options {
	options := client.Options{}
	for _, name := range slices.Sorted(maps.Keys(c.options)) {
		one, err := profile.Normal(client.Options{name: c.options[name]})
		if err != nil {
			c.note("--%s %s; it was left out", name, afterField(err))
			continue
		}
		options[name] = one[name]
	}
	return options
}
