// Command golang is the driver of Go's net/http: a job a line comes in, an answer
// a line goes out.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"strings"
)

type job struct {
	Method, URL string
	Headers     [][2]string
	Body        *struct{ Kind, Text string }
	Options     struct {
		CheckRedirect string
		Jar           bool
	}
}

type answer struct {
	Status int    `json:"status,omitempty"`
	URL    string `json:"url,omitempty"`
	Error  string `json:"error,omitempty"`
}

func main() {
	os.Stdout.WriteString("ready\n")
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var j job
		if err := json.Unmarshal(in.Bytes(), &j); err != nil {
			panic(err) // the harness writes them
		}
		out.Encode(send(j))
	}
}

func send(j job) answer {
	var body io.Reader
	contentType := ""
	if b := j.Body; b != nil {
		body = strings.NewReader(b.Text)
		switch b.Kind {
		case "stream":
			body = io.MultiReader(body) // net/http does not know how to read it again
		case "form":
			contentType = "application/x-www-form-urlencoded"
		case "multipart":
			first, _, _ := strings.Cut(b.Text, "\r\n")
			contentType = "multipart/form-data; boundary=" + first[2:]
		}
	}
	r, err := http.NewRequest(j.Method, j.URL, body)
	if err != nil {
		return answer{Error: err.Error()}
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	for _, h := range j.Headers {
		if h[0] == "Host" {
			r.Host = h[1]
			continue
		}
		r.Header.Set(h[0], h[1])
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if j.Options.Jar {
		client.Jar, _ = cookiejar.New(nil) // which never fails
	}
	if j.Options.CheckRedirect == "ErrUseLastResponse" {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	resp, err := client.Do(r)
	if err != nil {
		return answer{Error: err.Error()}
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	a := answer{Status: resp.StatusCode}
	if resp.Request != nil {
		a.URL = resp.Request.URL.String()
	}
	return a
}
