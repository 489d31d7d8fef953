package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/server/ownpages"
)

// send posts a body to the page of one's own lessons.
func send(h http.Handler, kind, body string, headers ...string) *http.Response {
	r := httptest.NewRequest("POST", "/lessons/own", strings.NewReader(body))
	r.Host = "localhost:8080"
	r.Header.Set("Content-Type", kind)
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// formOf is a form with a file, which may be empty, and a text.
func formOf(t *testing.T, file, text string) (kind, body string) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("lesson", "lesson.json")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(part, file)
	m.WriteField("other", "x")
	m.WriteField("lesson", text)
	m.Close()
	return m.FormDataContentType(), b.String()
}

// TestOwnLessonWays: a lesson arrives as a file, as text, or as a body, and is
// shown as somebody's own.
func TestOwnLessonWays(t *testing.T) {
	h := newTestHandler(t, "")
	example := string(ownpages.Example())
	fileKind, fileBody := formOf(t, example, "")
	textKind, textBody := formOf(t, "", example)
	bothKind, bothBody := formOf(t, example, "{}")
	for says, sent := range map[string][2]string{
		"a file":                       {fileKind, fileBody},
		"a text":                       {textKind, textBody},
		"a file before a text":         {bothKind, bothBody},
		"a form":                       {"application/x-www-form-urlencoded", url.Values{"lesson": {example}}.Encode()},
		"a body":                       {"application/json", example},
		"a body with a word about it":  {"application/json; charset=utf-8", example},
		"lines that end as forms have": {"application/json", strings.ReplaceAll(example, "\n", "\r\n")},
	} {
		r := send(h, sent[0], sent[1])
		text := bodyOf(t, r)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/html; charset=utf-8" || r.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%s: %s, %v", says, r.Status, r.Header)
		}
		for _, want := range []string{"<h1>Where the body went</h1>", "not one of ours", `data-lesson=""`, "nofollow", `aria-current="true">Lessons<`} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the page lacks %s", says, want)
			}
		}
		if len(r.Cookies()) > 0 || strings.Contains(text, "own-faults") {
			t.Errorf("%s: cookies %v, or faults in a good lesson", says, r.Cookies())
		}
	}
}

// TestOwnLessonBroken: what is wrong is said with its line, over what was sent.
func TestOwnLessonBroken(t *testing.T) {
	h := newTestHandler(t, "")
	broken := strings.Replace(string(ownpages.Example()), `"reply": "That is what 307 and 308 do.",`, "", 1)
	large := `{"lesson": 1, "title": "` + strings.Repeat("x", lesson.MaxFile) + `"}`
	hugeKind, hugeBody := formOf(t, strings.Repeat(large, 4), "")
	largeKind, largeBody := formOf(t, "", large)
	for _, test := range []struct {
		says, kind, body string
		status           int
		want             string
	}{
		{"a missing reply", "application/json", broken, 400, "line 20: steps[0].options[0].reply is missing"},
		{"no JSON", "application/json", "{\n\"lesson\": 1,,\n}", 400, "line 2: JSON: invalid character"},
		{"nothing", "application/json", "", 400, "JSON is empty"},
		{"a form without it", "application/x-www-form-urlencoded", "x=y", 400, "JSON is empty"},
		{"a form that is none", "multipart/form-data", "x", 400, "broke off, or is no form"},
		{"a form that breaks off", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=lesson\r\n\r\n{", 400, "broke off, or is no form"},
		{"another type", "text/plain", "{}", 415, "is sent as application/json, or by the form of this page"},
		{"no type", "", "{}", 415, "is sent as application/json, or by the form of this page"},
		{"too large a body", "application/json", large, 413, "is too large: a lesson has at most 262144 bytes"},
		{"too large a text", largeKind, largeBody, 413, "a lesson has at most 262144"},
		{"too large a form", hugeKind, hugeBody, 413, "is too large: a lesson has at most 262144 bytes"},
	} {
		r := send(h, test.kind, test.body)
		text := html.UnescapeString(bodyOf(t, r))
		if r.StatusCode != test.status || !strings.Contains(text, test.want) || !strings.Contains(text, "<textarea") {
			t.Errorf("%s: %s, the page lacks %q", test.says, r.Status, test.want)
		}
		asJSON := test.status
		if asJSON == http.StatusBadRequest && strings.Contains(test.want, ": ") || strings.Contains(test.want, "JSON is") {
			asJSON = http.StatusOK // the lesson arrived, and what is wrong with it is what was asked
		}
		r = send(h, test.kind, test.body, "Accept: application/json")
		var told struct{ Errors []toldFault }
		if err := json.Unmarshal([]byte(bodyOf(t, r)), &told); err != nil || r.StatusCode != asJSON || len(told.Errors) == 0 || !strings.Contains(told.Errors[0].Said, test.want) {
			t.Errorf("%s: as JSON: %s, %v, %v", test.says, r.Status, told, err)
		}
	}
	if text := html.UnescapeString(bodyOf(t, send(h, "application/json", broken))); !strings.Contains(text, broken) {
		t.Error("the page has lost what was sent")
	}
}

// TestOwnLessonUntrue: a lesson that says what is not so is shown, with that above
// it, and without the recordings that say otherwise.
func TestOwnLessonUntrue(t *testing.T) {
	h := newTestHandler(t, "")
	untrue := strings.Replace(string(ownpages.Example()), `"holds": ["redirects = 1"]`, `"holds": ["redirects = 2"], "seen": [{"client": "curl", "run": 1, "case": "303-post-body", "told": "PUT PUT"}, {"client": "nobody", "case": "x", "told": "GET"}]`, 1)
	r := send(h, "application/json", untrue)
	text := html.UnescapeString(bodyOf(t, r))
	if r.StatusCode != http.StatusOK {
		t.Fatal(r.Status)
	}
	for _, want := range []string{"steps[1].holds[0] is not so: redirects = 2", "steps[1].seen[0] is not in the recordings", "steps[1].seen[1] is not in the recordings"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(text, "<h3>Recorded</h3>") {
		t.Error("a false recording backs the lesson")
	}
	var told struct {
		Title          string
		Errors, Untrue []toldFault
	}
	r = send(h, "application/json", untrue, "Accept: application/json")
	if err := json.Unmarshal([]byte(bodyOf(t, r)), &told); err != nil || told.Title != "Where the body went" || len(told.Errors) != 0 || len(told.Untrue) != 3 {
		t.Errorf("%v: %+v", err, told)
	}
}

// breaksOut leaves whatever does not escape it, at each of HTML's places.
const breaksOut = `x</textarea></title></script><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)' x='{{.}}`

// hostileLesson has it in every field that takes a text.
func hostileLesson(t *testing.T) string {
	t.Helper()
	address := "method=POST&client=curl&body=" + url.QueryEscape(breaksOut) + "&url=https://a.example/" + url.PathEscape(breaksOut) +
		"&title=" + url.QueryEscape(breaksOut) + "&header=" + url.QueryEscape("X-A: "+breaksOut) + "&hop=307,/" + url.QueryEscape(breaksOut) + "&hopheader=" + url.QueryEscape("1,X-B: "+breaksOut)
	texts := []string{breaksOut}
	source := []map[string]string{{"title": breaksOut, "url": "https://a.example/?" + breaksOut, "says": breaksOut}}
	option := func(n int, right bool) map[string]any {
		o := map[string]any{"text": fmt.Sprint(n, breaksOut), "reply": fmt.Sprint(n, breaksOut), "holds": []string{"last url = " + breaksOut}}
		if o["right"] = right; !right {
			o["misconception"] = breaksOut
		}
		return o
	}
	step := func(kind lesson.Kind) map[string]any {
		s := map[string]any{"kind": kind, "title": breaksOut[:100], "text": texts, "scenario": address, "notes": texts, "sources": source, "holds": []string{"client = " + breaksOut},
			"seen": []map[string]any{{"client": breaksOut, "case": breaksOut[:100], "told": breaksOut, "sends": breaksOut}}}
		if kind == lesson.Predict || kind == lesson.Check {
			s["ask"], s["options"] = breaksOut, []any{option(1, true), option(2, false)}
		}
		return s
	}
	var steps []any
	for _, kind := range lesson.Kinds() {
		s := step(kind)
		s["seen"].([]map[string]any)[0]["client"], s["seen"].([]map[string]any)[0]["sends"] = breaksOut[:100], breaksOut[:100]
		steps = append(steps, s)
	}
	data, err := json.Marshal(map[string]any{
		"lesson": 1, "title": breaksOut[:110], "minutes": 5, "objectives": texts, "misconception": map[string]string{"says": breaksOut, "true": breaksOut}, "notes": texts,
		"scenarios": map[string]string{"a": address}, "steps": steps, "sources": source,
		"challenge": map[string]any{"text": texts, "start": "a", "goals": []string{"last url = " + breaksOut}, "hints": texts, "solution": address, "why": texts},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestOwnLessonHostile: a lesson that tries to be a script in every field is text,
// and leads to nowhere but its sources.
func TestOwnLessonHostile(t *testing.T) {
	h := newTestHandler(t, "")
	r := send(h, "application/json", hostileLesson(t))
	text := bodyOf(t, r)
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", r.Status, html.UnescapeString(text))
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	outside := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || strings.Contains(a.Val, "javascript:") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "script":
			if !strings.HasPrefix(attributes["src"], "/web/") || n.FirstChild != nil {
				t.Errorf("a script of its own: %v", attributes)
			}
		case "img", "iframe", "object", "embed", "base", "link":
			if at := attributes["src"] + attributes["href"]; !strings.HasPrefix(at, "/web/") {
				t.Errorf("<%s> of %q", n.Data, at)
			}
		case "a":
			if href := attributes["href"]; strings.Contains(href, ":") && !strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "#") {
				outside++
				rel := strings.Fields(attributes["rel"])
				if !strings.HasPrefix(href, "https://") || !slices.Contains(rel, "nofollow") || !slices.Contains(rel, "noopener") {
					t.Errorf("a link to %q, rel %v", href, rel)
				}
			}
		}
	}
	if outside < 8 {
		t.Errorf("%d links to sources: the lesson has one in each step", outside)
	}
	for _, bad := range []string{"ZgotmplZ", "<no value>"} {
		if strings.Contains(text, bad) {
			t.Errorf("the page has %s in it", bad)
		}
	}
}

// TestOwnLessonDearest: a lesson that costs as much as the limits allow (loops that go
// round until the engine ends them) is made in a time that one can wait
// for.
func TestOwnLessonDearest(t *testing.T) {
	loop := "client=curl&option=max-redirs:-1&method=POST&body=" + strings.Repeat("x", 2000) + strings.Repeat("&header=X-Long:+"+strings.Repeat("y", 80), 50) +
		"&url=https://a.example/1&hop=307,/2&hop=307,/1"
	scenarios := map[string]string{}
	for i := range lesson.MaxScenarios {
		scenarios[fmt.Sprint("s", i)] = loop
	}
	var steps []any
	for i := range lesson.MaxRequests / 100 {
		steps = append(steps, map[string]any{"kind": "step", "title": "S", "scenario": fmt.Sprint("s", i)})
	}
	data, err := json.Marshal(map[string]any{"lesson": 1, "title": "T", "minutes": 5, "objectives": []string{"O"}, "misconception": map[string]string{"says": "S", "true": "T"}, "scenarios": scenarios, "steps": steps})
	if err != nil {
		t.Fatal(err)
	}
	h := newTestHandler(t, "")
	start := time.Now()
	r := send(h, "application/json", string(data))
	size := len(bodyOf(t, r))
	took := time.Since(start)
	t.Logf("%d bytes sent, %s, %d bytes back, %v", len(data), r.Status, size, took)
	if r.StatusCode != http.StatusOK || size < 1<<20 || size > 4<<20 || took > 10*time.Second {
		t.Errorf("%s, %d bytes, %v", r.Status, size, took)
	}
}

// TestOwnPages: the others can be read, and the schema is the schema.
func TestOwnPages(t *testing.T) {
	for _, path := range []string{"/lessons/own", "/lessons/author", "/lessons/format"} {
		doc, text := pageAt(t, path)
		ids := map[string]bool{}
		for _, id := range valuesOf(doc, "id") {
			if ids[id] {
				t.Errorf("%s has the id %s twice", path, id)
			}
			ids[id] = true
		}
		for _, label := range valuesOf(doc, "for") {
			if !ids[label] {
				t.Errorf("%s has a label for %s, which is not there", path, label)
			}
		}
		if !strings.Contains(text, "/web/ownlesson.") {
			t.Errorf("%s lacks its style sheet", path)
		}
	}
	h := newTestHandler(t, "")
	if r := ask(h, "GET", "/lessons/schema.json"); r.Header.Get("Content-Type") != "application/json" || bodyOf(t, r) != string(lesson.Schema()) {
		t.Errorf("the schema: %s", r.Status)
	}
	for method, path := range map[string]string{"PUT": "/lessons/own", "POST": "/lessons/author", "DELETE": "/lessons/format"} {
		if r := ask(h, method, path); r.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s %s: %s", method, path, r.Status)
		}
	}
}
