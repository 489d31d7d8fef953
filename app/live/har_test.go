package live

import (
	"encoding/json"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestHAR(t *testing.T) {
	m := mapped(t, post(hop(307, "/2?a=b&c")))
	list := arrivals(t, m, "fetch", m.Live.Options, "x")
	list[0].At = "2026-01-02T03:04:05.678901234Z"
	list[1].Request.Body = &Body{Base64: "//8=", Bytes: 2}
	list[1].Request.Headers = append(list[1].Request.Headers, redirect.Header{Name: "Cookie", Value: "a=b; c"})
	text, err := HAR(m.Tell(list))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Log struct {
			Version string
			Creator struct{ Name string }
			Entries []struct {
				StartedDateTime string
				Request         struct {
					Method, URL string
					Cookies     []harPair
					QueryString []harPair
					PostData    struct {
						MimeType, Text string
						Encoding       string `json:"_encoding"`
					}
					BodySize int
				}
				Response struct {
					Status      int
					StatusText  string
					RedirectURL string
					Content     struct{ Size *int }
				}
				Timings map[string]float64
				Cache   map[string]any
			}
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if got.Log.Version != "1.2" || got.Log.Creator.Name != "Hopscope" || len(got.Log.Entries) != 2 {
		t.Fatalf("%s", text)
	}
	first, second := got.Log.Entries[0], got.Log.Entries[1]
	if first.StartedDateTime != list[0].At || first.Request.Method != "POST" || first.Request.PostData.Text != "hello" || first.Request.BodySize != 5 {
		t.Errorf("the first request: %+v", first.Request)
	}
	if first.Response.Status != 307 || first.Response.StatusText != "Temporary Redirect" || first.Response.RedirectURL != "/live/ID/0/2?a=b&c" || first.Response.Content.Size == nil {
		t.Errorf("the first response: %+v", first.Response)
	}
	if first.Timings == nil || first.Cache == nil {
		t.Error("no timings or no cache: both are required")
	}
	if second.Request.PostData.Encoding != "base64" || second.Request.PostData.Text != "//8=" {
		t.Errorf("a body that is no text: %+v", second.Request.PostData)
	}
	if q := second.Request.QueryString; len(q) != 2 || q[0] != (harPair{"a", "b"}) || q[1] != (harPair{"c", ""}) {
		t.Errorf("the query: %v", q)
	}
	if c := second.Request.Cookies; len(c) != 2 || c[0] != (harPair{"a", "b"}) || c[1] != (harPair{"c", ""}) {
		t.Errorf("the cookies: %v", c)
	}
}
