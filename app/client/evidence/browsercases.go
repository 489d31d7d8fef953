package evidence

// Cases that only browsers can be asked: they have a page that asks, whose
// origin is Home, and a cache.

import (
	"fmt"
	"strconv"

	"github.com/hopscope/hopscope/app/redirect"
)

func corsCases() (list []Case) {
	add := func(id, title string, mode redirect.CORSMode, r redirect.Request, hops ...redirect.Hop) {
		list = append(list, Case{ID: "cors-" + id, Group: CORS, Title: title,
			Scenario: redirect.Scenario{Request: r, Hops: hops, CORS: mode}})
	}
	at := func(r redirect.Request, url string) redirect.Request {
		r.URL = url
		return r
	}
	const lets = "Access-Control-Allow-Origin: *"
	key := asked("GET", "X-Api-Key: k3y")
	add("leaves-home", "302 leads from the page's origin to another one", redirect.CORSAllow, asked("GET"), to(302, Host+"/next"))
	add("third-origin", "302 leads from a foreign origin to a third one", redirect.CORSAllow, at(asked("GET"), Host+"/start"), to(302, Port+"/next"))
	add("comes-home", "302 leads from a foreign origin to the page's own", redirect.CORSAllow, at(asked("GET"), Host+"/start"), to(302, Home+"/next"))
	add("post-third-origin", "307 leads a POST from a foreign origin to a third one", redirect.CORSAllow, at(asked("POST+"), Host+"/start"), to(307, Port+"/next"))
	add("preflight", "a header of one's own goes to another origin, and 302 leads on within it", redirect.CORSAllow, at(key, Host+"/start"), to(302, "/next"))
	add("preflight-of-hop", "a header of one's own, and 302 leads to another origin", redirect.CORSAllow, key, to(302, Host+"/next"))
	add("preflight-redirected", "the preflight itself is answered with 302", redirect.CORSWritten, at(key, Host+"/start"),
		redirect.Hop{Status: 302, Location: ptr("/next"), Methods: []string{"OPTIONS"}, Headers: redirect.Headers{{Name: "Access-Control-Allow-Origin", Value: "*"}}})
	add("not-let", "302 leads to another origin, which lets nobody read", redirect.CORSWritten, asked("GET"), to(302, Host+"/next"))
	add("hop-not-let", "a foreign origin redirects without letting anybody read", redirect.CORSWritten, at(asked("GET"), Host+"/start"), to(302, "/next"))
	add("hop-let", "a foreign origin lets the redirect be read, and where it leads not", redirect.CORSWritten, at(asked("GET"), Host+"/start"), to(302, "/next", lets))
	for _, policy := range []string{"no-referrer", "origin", "same-origin", "unsafe-url"} {
		add("referrer-"+policy, "the redirect to another host says Referrer-Policy: "+policy, redirect.CORSAllow, asked("GET"),
			to(302, Host+"/next", "Referrer-Policy: "+policy))
	}
	return list
}

func cachingCases() (list []Case) {
	for _, status := range followed {
		for _, c := range []struct{ id, words, field string }{
			{"", "no word about caching", ""},
			{"-max-age", "Cache-Control: max-age=3600", "Cache-Control: max-age=3600"},
			{"-no-store", "Cache-Control: no-store", "Cache-Control: no-store"},
		} {
			hop := to(status, "/next")
			if c.field != "" {
				hop = to(status, "/next", c.field)
			}
			list = append(list, Case{
				ID: "cache-" + strconv.Itoa(status) + c.id, Group: Caching, Twice: true,
				Title:    fmt.Sprintf("a second visit after a %d with %s", status, c.words),
				Scenario: redirect.Scenario{Request: asked("GET"), Hops: []redirect.Hop{hop}},
			})
		}
	}
	return list
}

func ptr(s string) *string { return &s }
