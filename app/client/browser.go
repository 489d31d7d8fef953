package client

import (
	"github.com/hopscope/hopscope/app/redirect"
)

// fetch() and forms, as the Fetch, HTML, Referrer Policy and Mixed Content
// standards have them.

var (
	fetchStatuses = &redirect.Source{Title: "Fetch, redirect status", URL: fetchURL + "redirect-status"}
	fetchHTTP     = &redirect.Source{Title: "Fetch, HTTP fetch", URL: fetchURL + "http-fetch"}
	fetchMain     = &redirect.Source{Title: "Fetch, main fetch", URL: fetchURL + "main-fetch"}
	fetchNetwork  = &redirect.Source{Title: "Fetch, HTTP-network-or-cache fetch", URL: fetchURL + "http-network-or-cache-fetch"}
	fetchOrigin   = &redirect.Source{Title: "Fetch, append a request Origin header", URL: fetchURL + "append-a-request-origin-header"}
	fetchCORS     = &redirect.Source{Title: "Fetch, CORS check", URL: fetchURL + "cors-check"}
	fetchFlight   = &redirect.Source{Title: "Fetch, CORS-preflight fetch", URL: fetchURL + "cors-preflight-fetch"}
	fetchForbid   = &redirect.Source{Title: "Fetch, forbidden request-header", URL: fetchURL + "forbidden-request-header"}
	fetchMethods  = &redirect.Source{Title: "Fetch, methods", URL: fetchURL + "methods"}
	fetchRequest  = &redirect.Source{Title: "Fetch, the Request constructor", URL: fetchURL + "dom-request"}
	fetchExtract  = &redirect.Source{Title: "Fetch, extract a body", URL: fetchURL + "concept-bodyinit-extract"}
	fetchLocation = &redirect.Source{Title: "Fetch, location URL", URL: fetchURL + "concept-response-location-url"}
	referrerReq   = &redirect.Source{Title: "Referrer Policy §8.3, determine a request's referrer", URL: "https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer"}
	mixedContent  = &redirect.Source{Title: "Mixed Content §4.4, should fetching a request be blocked", URL: "https://www.w3.org/TR/mixed-content/#should-block-fetch"}
	hsts          = &redirect.Source{Title: "RFC 6797 §8.3, URI Loading and Port Mapping", URL: "https://www.rfc-editor.org/rfc/rfc6797.html#section-8.3"}
	htmlForm      = &redirect.Source{Title: "HTML, form submission algorithm", URL: "https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm"}
	htmlMethod    = &redirect.Source{Title: "HTML, form submission attributes", URL: "https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-attributes"}
	htmlNavigate  = &redirect.Source{Title: "HTML, create navigation params by fetching", URL: "https://html.spec.whatwg.org/multipage/browsing-the-web.html#create-navigation-params-by-fetching"}
)

// netError is what a script sees of a network error; the standard names the
// type only.
const netError redirect.ErrorText = "TypeError: network error"

var bodyHeaders = []string{"content-encoding", "content-language", "content-location", "content-type"}

var browserBase = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: required("{status} is a redirect: {client} follows its Location.", fetchStatuses, fetchHTTP)}},
	Location: redirect.LocationRules{
		Syntax: redirect.WHATWG, Inherits: true, Repeated: redirect.OneOnly,
		MissingReason:   required("Without a Location to read, {status} leads nowhere: {client} hands over the response itself.", redirectStep4),
		MalformedError:  netError,
		MalformedReason: required("The Location {location} is no URL that can be read: a network error.", redirectStep5),
		RepeatedReason:  required("There is more than one Location, where the standard takes one: a network error.", redirectStep5, fetchLocation),
		SchemeError:     netError,
		SchemeReason:    required("A redirect may lead to http and https only, not to {scheme}: a network error.", redirectStep6),
		FragmentReason:  required("The Location has no fragment, so the one before is taken on.", fetchLocation, rfcLocation),
	},
	Limit: redirect.Limit{
		Max: 20, Error: netError,
		Reason: required("{limit} redirects have been followed; one more is a network error.", redirectStep7),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: bodyHeaders,
			Reason: required("{status} answers a POST: the method becomes GET{body-goes}.", redirectStep12),
		},
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: bodyHeaders,
			Reason: required("303 asks for a GET: the method becomes GET{body-goes}.", redirectStep12),
		},
		{
			Statuses: []int{301, 302},
			Reason:   required("{status} changes only a POST: {method} goes on as it is.", redirectStep12),
		},
		{
			Statuses: []int{303},
			Reason:   required("303 leaves {method} as it is.", redirectStep12),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, redirectStep12)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceFails, Statuses: []int{301, 302, 307, 308}, Error: netError,
		Reason: required("The body is a stream, which can be read once only, and the status is not 303: a network error.", redirectStep11),
	},
	Headers: []redirect.HeaderRule{{
		Names: []string{"authorization"},
		When:  redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
		Reason: required("{to-origin} is another origin than {from-origin}: Authorization is removed, and stays away.",
			redirectStep13),
		Spared: required("The origin is the same, so Authorization stays.", redirectStep13),
	}},
	Carries: required("A redirect changes nothing else: it goes along.", fetchRedirect),
	Cookies: redirect.CookieRule{Jar: true, Reason: required("The browser sends the cookies that it holds for {to-host}, and no others.", fetchNetwork, rfcCookie)},
	Prepare: redirect.Preparation{ZeroLength: []string{"POST", "PUT"}},
	Browser: &redirect.Browser{
		Origin:     required("Origin tells who asks: it goes with every CORS request, and with every method but GET and HEAD.", fetchOrigin),
		NoOrigin:   required("A {to} that is no CORS request carries no Origin.", fetchOrigin),
		Referer:    required("Referer shows the page that asks, as far as its referrer policy lets it.", referrerReq),
		NoCookie:   required("With these credentials cookies go to the page's own origin at most, and a request that has left it gets none.", fetchNetwork),
		Upgrade:    required("{to-host} asked to be met over https only, so the browser makes https of the http in the Location.", hsts, fetchMain),
		SameOrigin: required("Mode same-origin refuses another origin: a network error.", fetchMain),
		Mixed:      required("A page from https may not fetch from http: the browser blocks it before anything is sent.", mixedContent, fetchMain),
		Userinfo:   required("The Location carries a user name or a password, and CORS is at play: a network error.", redirectStep9, redirectStep10),
	},
}

// browserPolicy is what fetch() and navigations share.
func browserPolicy() redirect.Policy {
	p := browserBase
	setBrowser(&p, func(*redirect.Browser) {})
	return p
}

// forbidden are the headers that no script can set.
var forbidden = []string{
	"accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method",
	"connection", "content-length", "cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin", "referer",
	"set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "via", "proxy-*", "sec-*",
}

func fetchProfile() Profile {
	p := browserPolicy()
	p.Prepare = redirect.Preparation{
		MethodCase:    redirect.UpperStandard,
		Forbidden:     []string{"CONNECT", "TRACE", "TRACK"},
		Bodiless:      []string{"GET", "HEAD"},
		MethodError:   "TypeError: the method {method} is forbidden",
		BodyError:     "TypeError: a request with the method {method} cannot have a body",
		UserinfoError: "TypeError: the URL includes credentials",
		Unsettable:    forbidden,
		ContentTypes: redirect.ContentTypes{
			Text: "text/plain;charset=UTF-8", Form: "application/x-www-form-urlencoded;charset=UTF-8",
			Multipart: "multipart/form-data; boundary={boundary}",
		},
		ZeroLength:   []string{"POST", "PUT"},
		MethodReason: required("fetch() upper-cases the usual methods, and forbids CONNECT, TRACE and TRACK.", fetchMethods, fetchRequest),
		BodyReason:   required("fetch() sends no body with GET or HEAD.", fetchRequest),
		HeaderReason: required("A script cannot set this header: the browser keeps it to itself, or drops it in this mode.", fetchForbid),
		Reason:       required("fetch() decides this, not the script that calls it.", fetchRequest, fetchExtract),
	}
	p.Browser.Mode, p.Browser.Credentials = redirect.ModeCORS, redirect.SameOriginCredentials
	p.Browser.NetworkError = netError
	p.Browser.Preflight = required("This is a CORS request, and not a simple one: the browser asks {to-origin} first. The answer lets it through.", fetchFlight, fetchMain)
	p.Browser.PreflightFails = required("The preflight's answer does not let the request through.", fetchFlight)
	p.Browser.CORSFails = required("The page may not use this response.", fetchCORS, fetchHTTP)
	return Profile{
		ID: "fetch", Name: "Browser fetch()", Base: p,
		About: "A script in a page calls fetch(), as the Fetch standard has it.",
		Basis: "Fetch standard",
		Options: []Option{
			{
				Name: "redirect", Kind: Choice, Choices: []string{"follow", "manual", "error"}, Default: "follow",
				About:  "What fetch() does with a redirect.",
				Source: &redirect.Source{Title: "Fetch, request redirect mode", URL: fetchURL + "concept-request-redirect-mode"},
				apply: func(p *redirect.Policy, v any) {
					switch v {
					case "manual":
						p.Mode = redirect.HandBack
						p.ModeReason = required("redirect is manual: the script gets an opaque-redirect response, with status 0 and no headers to read.", fetchHTTP)
					case "error":
						p.Mode, p.ModeError = redirect.Refuse, netError
						p.ModeReason = required("redirect is error: any redirect is a network error.", fetchHTTP)
					}
				},
			},
			{
				Name: "credentials", Kind: Choice, Choices: []string{"same-origin", "include", "omit"}, Default: "same-origin",
				About:  "Whether cookies go along.",
				Source: &redirect.Source{Title: "Fetch, request credentials mode", URL: fetchURL + "concept-request-credentials-mode"},
				apply: func(p *redirect.Policy, v any) {
					setBrowser(p, func(b *redirect.Browser) { b.Credentials = redirect.Credentials(v.(string)) })
				},
			},
			{
				Name: "mode", Kind: Choice, Choices: []string{"cors", "no-cors", "same-origin"}, Default: "cors",
				About:  "Whether other origins may be asked, and how.",
				Source: &redirect.Source{Title: "Fetch, request mode", URL: fetchURL + "concept-request-mode"},
				apply: func(p *redirect.Policy, v any) {
					setBrowser(p, func(b *redirect.Browser) { b.Mode = redirect.RequestMode(v.(string)) })
					if v == "no-cors" {
						p.Prepare.Methods = []string{"GET", "HEAD", "POST"}
						p.Prepare.MethodError = "TypeError: mode no-cors does not allow {method}"
					}
				},
			},
			pageOption, engineOption(fetchEngines),
		},
	}
}

func formProfile() Profile {
	p := browserPolicy()
	p.Prepare = redirect.Preparation{
		MethodCase: redirect.UpperStandard,
		Methods:    []string{"GET", "POST"}, Otherwise: "GET",
		Unsettable: []string{"*"}, FormInQuery: true,
		ContentTypes: redirect.ContentTypes{
			Text: "text/plain", Form: "application/x-www-form-urlencoded",
			Multipart: "multipart/form-data; boundary={boundary}", Stream: "text/plain",
		},
		ZeroLength: []string{"POST"}, EmptyType: "application/x-www-form-urlencoded", TextAsForm: true,
		BodyReason:   required("A form that is sent with GET has no body: its fields go into the query.", htmlForm),
		StreamReason: required("A form has fields, so a text is sent as one, as text/plain: with an equals sign and a line end.", htmlForm),
		Reason:       required("A form sends GET or POST, in one of three encodings, and cannot set headers.", htmlMethod, htmlForm),
	}
	// A form's entries are read once and kept: they can always be sent again.
	p.Once = redirect.OnceRule{}
	p.Location.NotElsewhere = []string{"about", "blob", "data", "file"}
	p.Location.ElsewhereReason = required("{scheme} is nothing to fetch: the browser leaves the page where it is, or hands the address to another program.", htmlNavigate)
	p.Location.MalformedError, p.Location.SchemeError = "the browser shows an error page", "the browser shows an error page"
	p.Limit.Error = "the browser shows an error page: too many redirects"
	p.Browser.Navigation, p.Browser.NoPage = true, []int{204, 205}
	p.Browser.NetworkError = "the browser shows an error page"
	return Profile{
		ID: "form", Name: "Browser form or link", Base: p,
		About:   "A navigation: a form is submitted, a link followed, an address typed.",
		Basis:   "HTML and Fetch standards",
		Options: []Option{pageOption, engineOption(formEngines)},
	}
}

// pageOption is the page that asks.
var pageOption = Option{
	Name: "page", Kind: Text, Default: "",
	About:  "URL of the page that asks; empty: a page of the request's own origin.",
	Source: &redirect.Source{Title: "Fetch, request origin", URL: fetchURL + "concept-request-origin"},
	check: func(text string) error {
		_, err := redirect.ParseURL(text)
		return err
	},
	apply: func(p *redirect.Policy, v any) {
		setBrowser(p, func(b *redirect.Browser) { b.Page = v.(string) })
	},
}

// setBrowser changes the browser's part of a policy without changing the
// profile's own.
func setBrowser(p *redirect.Policy, change func(*redirect.Browser)) {
	b := *p.Browser
	change(&b)
	p.Browser = &b
}
