package snippet

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// goCode writes a Go program.
func goCode(in input) string {
	var c script
	imports := []string{"fmt", "log", "net/http"}
	body := "nil"
	if b := in.Body; b != nil {
		imports = append(imports, "strings")
		body = "strings.NewReader(" + goLiteral(b.Text) + ")"
		if b.Kind == redirect.Stream { // without the type, net/http cannot read it a second time
			imports = append(imports, "io")
			body = "io.MultiReader(" + body + ")"
		}
	}
	if on, _ := in.options["Jar"].(bool); on {
		imports = append(imports, "net/http/cookiejar")
	}
	slices.Sort(imports)
	c.line("package main")
	c.line("")
	c.line("import (")
	for _, name := range imports {
		c.line("\t" + strconv.Quote(name))
	}
	c.line(")")
	c.line("")
	c.line("func main() {")
	c.line("\treq, err := http.NewRequest(" + goLiteral(in.Method) + ", " + goLiteral(in.URL) + ", " + body + ")")
	c.fatal()
	for _, h := range in.Headers {
		if strings.EqualFold(h.Name, "Host") { // net/http sends the field, not the header
			c.line("\treq.Host = " + goLiteral(h.Value))
			continue
		}
		c.line("\treq.Header.Add(" + goLiteral(h.Name) + ", " + goLiteral(h.Value) + ")")
	}
	doer := "http.DefaultClient"
	jar, _ := in.options["Jar"].(bool)
	last := in.options["CheckRedirect"] == "ErrUseLastResponse"
	if jar || last {
		doer = "client"
		c.line("\tclient := &http.Client{}")
	}
	if jar {
		c.line("\tclient.Jar, err = cookiejar.New(nil)")
		c.fatal()
	}
	if last {
		c.line("\tclient.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }")
	}
	c.line("\tresp, err := " + doer + ".Do(req)")
	c.fatal()
	c.line("\tdefer resp.Body.Close()")
	c.line("\tfmt.Println(resp.Status, resp.Request.URL)")
	c.line("}")
	return c.String()
}

func (c *script) fatal() {
	c.line("\tif err != nil {")
	c.line("\t\tlog.Fatal(err)")
	c.line("\t}")
}

// goLiteral writes a Go string: a raw one where that spares escapes.
func goLiteral(s string) string {
	if strings.ContainsAny(s, `"\`) && strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}
