package snippet

import (
	"strconv"
	"strings"
)

// Without the type of its reader, net/http cannot read a body a second time.
// Host is a field: net/http would not send the header.
const goText = `
                  |package main
                  |
                  |import (
                  |	"fmt"
body=stream       |	"io"
                  |	"log"
                  |	"net/http"
Jar=true          |	"net/http/cookiejar"
body              |	"strings"
                  |)
                  |
                  |func main() {
                  |	req, err := http.NewRequest({{method}}, {{url}}, \
!body             |nil)
body=stream       |io.MultiReader(strings.NewReader({{text}})))
body !body=stream |strings.NewReader({{text}}))
                  |	if err != nil {
                  |		log.Fatal(err)
                  |	}
each header host  |	req.Host = {{value}}
each header !host |	req.Header.Add({{name}}, {{value}})
` + goClient + `
            |	if err != nil {
            |		log.Fatal(err)
            |	}
            |	defer resp.Body.Close()
            |	fmt.Println(resp.Status, resp.Request.URL)
            |}
`

const goClient = `
!Jar=true !CheckRedirect=ErrUseLastResponse |	resp, err := http.DefaultClient.Do(req)
Jar=true |	client := &http.Client{}
Jar=true |	client.Jar, err = cookiejar.New(nil)
Jar=true |	if err != nil {
Jar=true |		log.Fatal(err)
Jar=true |	}
!Jar=true CheckRedirect=ErrUseLastResponse |	client := &http.Client{}
CheckRedirect=ErrUseLastResponse           |	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
Jar=true |	resp, err := client.Do(req)
!Jar=true CheckRedirect=ErrUseLastResponse |	resp, err := client.Do(req)
`

// goLiteral writes a Go string: a raw one where that spares escapes.
func goLiteral(s string) string {
	if strings.ContainsAny(s, `"\`) && strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}
