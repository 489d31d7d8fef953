package client

import (
	"slices"

	"github.com/hopscope/hopscope/app/redirect"
)

// Where the engines depart from the standards, as their recordings show.

const (
	geckoURL  = "https://github.com/mozilla/gecko-dev/blob/6613ec7689c02ed2a942ba640ec359f4e68f2923/"
	webkitURL = "https://github.com/WebKit/WebKit/blob/fb29158db0025a12bae5f17372a55afc051335cd/Source/WebKit/NetworkProcess/"
)

var (
	geckoFetch   = &redirect.Source{Title: "Gecko, FetchDriver.cpp, AsyncOnChannelRedirect", URL: geckoURL + "dom/fetch/FetchDriver.cpp"}
	webkitSoup   = &redirect.Source{Title: "WebKit, NetworkDataTaskSoup.cpp, shouldStartHTTPRedirection", URL: webkitURL + "soup/NetworkDataTaskSoup.cpp"}
	chromiumForm = &redirect.Source{Title: "Chromium, insecure_form_navigation_throttle.cc", URL: "https://github.com/chromium/chromium/blob/main/components/security_interstitials/content/insecure_form_navigation_throttle.cc"}
)

// engineOption chooses whose departures from the standard are simulated.
func engineOption(departures map[string]func(p *redirect.Policy)) Option {
	return Option{
		Name: "engine", Kind: Choice, Choices: []string{"standard", "chromium", "firefox", "webkit"}, Default: "standard",
		About:  "The standard, or an engine where it departs from it.",
		Source: fetchRedirect,
		apply: func(p *redirect.Policy, v any) {
			if depart := departures[v.(string)]; depart != nil {
				depart(p)
			}
		},
	}
}

var (
	fetchEngines = map[string]func(*redirect.Policy){"chromium": chromium, "firefox": firefox, "webkit": webkit}
	formEngines  = map[string]func(*redirect.Policy){"chromium": chromiumNavigation, "firefox": firefoxNavigation, "webkit": webkitNavigation}
)

// scriptErrors are what a script sees in an engine.
type scriptErrors struct {
	network, method, noCORS, body, userinfo redirect.ErrorText
}

// set puts the errors into a policy of fetch().
func (e scriptErrors) set(p *redirect.Policy) {
	p.Limit.Error, p.Once.Error = e.network, e.network
	p.Location.MalformedError, p.Location.SchemeError = e.network, e.network
	if p.Mode == redirect.Refuse {
		p.ModeError = e.network
	}
	p.Prepare.MethodError, p.Prepare.BodyError, p.Prepare.UserinfoError = e.method, e.body, e.userinfo
	setBrowser(p, func(b *redirect.Browser) {
		b.NetworkError = e.network
		if b.Mode == redirect.ModeNoCORS {
			p.Prepare.MethodError = e.noCORS
		}
	})
}

// chromium is where Chromium departs from the standard in fetch().
func chromium(p *redirect.Policy) {
	const failed, call = "TypeError: Failed to fetch", "TypeError: Failed to execute 'fetch' on 'Window': "
	scriptErrors{
		network: failed, method: call + "'{method}' HTTP method is unsupported.", noCORS: call + "'{method}' is unsupported in no-cors mode.",
		body:     call + "Request with GET/HEAD method cannot have body.",
		userinfo: call + "Request cannot be constructed from a URL that includes credentials: {first-url}",
	}.set(p)
	chromiumLocation(p)
	p.ModeNeedsLocation = p.Mode == redirect.Refuse
	p.Prepare.StreamError, p.Prepare.StreamOverTLS = failed, true
	p.Prepare.StreamReason = measured("The body is a stream, and Chromium sends none over HTTP/1.1: a network error.")
	setBrowser(p, func(b *redirect.Browser) {
		b.RefusesUserinfo = true
		b.Userinfo = measured("The Location carries a user name or a password: Chromium makes an error of it, on the same origin too.")
		if b.Mode == redirect.ModeNoCORS {
			p.Prepare.StreamError, p.Prepare.StreamOverTLS = call+`If request is made from ReadableStream, mode should be"same-origin" or "cors"`, false
			p.Prepare.StreamReason = measured("The body is a stream, which Chromium does not send in mode no-cors.")
			b.NullAcrossOrigins = true
			b.Origin = measured("Without CORS, Chromium says null as soon as a redirect leads to another origin.")
		}
	})
}

// shown is all that a page sees of an error of a navigation.
const shown redirect.ErrorText = "the browser shows an error page"

// chromiumNavigation is where it departs in forms and links.
func chromiumNavigation(p *redirect.Policy) {
	chromiumLocation(p)
	p.Limit.Max, p.Limit.Error = 19, shown
	p.Limit.Reason = measured("Chromium follows {limit} redirects of a navigation, one less than the standard says.")
	setBrowser(p, func(b *redirect.Browser) {
		b.NullAcrossOrigins, b.GuardsForms = true, true
		b.NoPage = append(slices.Clip(b.NoPage), 304)
		b.Origin = measured("Origin goes with a POST; Chromium says null as soon as a redirect leads to another origin.")
		b.Mixed = documented("Chromium warns before it sends a form on from https to http, and sends nothing before the user insists.", chromiumForm)
	})
}

// chromiumLocation is how Chromium reads a Location: an empty one as none,
// several equal ones as one.
func chromiumLocation(p *redirect.Policy) {
	p.Location.EmptyIsMissing = true
	p.Location.MissingReason = measured("Without a Location to read, {status} leads nowhere: Chromium hands over the response itself.")
	equalIsOne(p, "Chromium")
}

// equalIsOne makes an error of several Locations only where they differ.
func equalIsOne(p *redirect.Policy, engine string) {
	p.Location.Repeated = redirect.Refused
	p.Location.RepeatedReason = measured("Several Locations that differ are an error for " + engine + "; equal ones are not.")
}

// firefox is where Firefox departs in fetch().
func firefox(p *redirect.Policy) {
	const call = "TypeError: Window.fetch: "
	scriptErrors{
		network: "TypeError: NetworkError when attempting to fetch resource.", method: call + "Invalid request method {method}.", noCORS: call + "Invalid request method {method}.",
		body: call + "HEAD or GET Request cannot have a body.", userinfo: call + "{first-url} is an url with embedded credentials.",
	}.set(p)
	firefoxLocation(p)
	anew(p, "Firefox", false, geckoFetch)
	p.Prepare.StreamText = "[object ReadableStream]"
	p.Prepare.StreamReason = measured("Firefox sends no streams: what it sends in place of one is the text that an object becomes in JavaScript.")
	setBrowser(p, func(b *redirect.Browser) {
		b.Asks, b.AsksAsPage = redirect.AsksForSpared, true
		b.Preflight = measured("This is a CORS request, and not a simple one: Firefox asks {to-origin} first, and names the page's origin. The answer lets it through.", fetchFlight)
	})
}

// anew sets the script's headers at each redirect as if none had been before; but
// for Authorization, where it stays away.
func anew(p *redirect.Policy, engine string, staysAway bool, sources ...*redirect.Source) {
	p.HeadersFrom, p.Prepare.TypeStays = redirect.Anew, true
	p.Carries = measured(engine+" sets the headers anew at each redirect, and this one takes nothing from it: it goes along, even where an earlier redirect took it away.", sources...)
	p.Headers = slices.Clone(p.Headers)
	p.Headers[0].Sticky = staysAway
	if !staysAway {
		p.Headers[0].Spared = measured("The origin stays the same in this redirect, so "+engine+" sends Authorization, even where an earlier one took it away.", sources...)
	}
}

func firefoxLocation(p *redirect.Policy) {
	p.Location.TabIsEscaped = true
	equalIsOne(p, "Firefox")
}

// webkit is where WebKitGTK departs in fetch().
func webkit(p *redirect.Policy) {
	scriptErrors{
		network: "TypeError: Load failed", method: "TypeError: Method is forbidden.", noCORS: "TypeError: Method must be GET, POST or HEAD in no-cors mode.",
		body: "TypeError: Request has method '{method}' and cannot have a body", userinfo: "TypeError: URL is not valid or contains user credentials.",
	}.set(p)
	webkitLocation(p)
	anew(p, "WebKitGTK", true)
	p.ModeNeedsLocation = p.Mode == redirect.Refuse
	p.Prepare.StreamError = "NotSupportedError: ReadableStream uploading is not supported"
	p.Prepare.StreamReason = measured("WebKitGTK sends no streams.")
	setBrowser(p, func(b *redirect.Browser) {
		b.KeepsOrigin, b.Asks = true, redirect.AsksForGiven
		b.Origin = measured("Origin tells who asks: it goes with every CORS request, and with every method but GET and HEAD; in WebKitGTK it also stays after a redirect within the origin.", fetchOrigin)
		b.Preflight = measured("This is a CORS request, and not a simple one: WebKitGTK asks {to-origin} first, for all headers that the script set. The answer lets it through.", fetchFlight)
		if b.Mode == redirect.ModeNoCORS {
			b.KeepsCookies = true
			p.Cookies.Reason = measured("Without CORS, WebKitGTK sends the cookies that it holds for {to-host} on other origins, too, where the first request went to the page's own.")
		}
	})
}

// webkitLocation is how WebKitGTK reads a Location, and which statuses it
// follows.
func webkitLocation(p *redirect.Policy) {
	p.Statuses = append(slices.Clip(p.Statuses), redirect.StatusRule{
		From: 309, To: 399, OnlyWithLocation: true,
		Reason: measured("{status} has a Location: WebKitGTK follows it, as on any status above 308.", webkitSoup),
	})
	p.Location.EmptyFails, p.Location.Repeated, p.Location.Latin1 = true, redirect.Joined, redirect.AllIsLatin1
	p.Location.MalformedReason = measured("The Location {location} is empty, or no URL that can be read: an error.", redirectStep5)
}

// firefoxNavigation is where it departs in forms and links.
func firefoxNavigation(p *redirect.Policy) {
	firefoxLocation(p)
	p.Limit.Error = shown
	p.Location.NotElsewhere = []string{"about", "blob", "data", "javascript"}
	p.Location.ElsewhereReason = measured("{scheme} is nothing that Firefox fetches after a redirect: it leaves the page where it is, or hands the address to another program.", htmlNavigate)
}

// webkitNavigation is where it departs in forms and links.
func webkitNavigation(p *redirect.Policy) {
	webkitLocation(p)
	anew(p, "WebKitGTK", true)
	p.Limit.Error = shown
	p.Location.NotElsewhere = nil
	p.Location.SchemeReason = measured("A redirect may lead to http and https only, not to {scheme}: WebKitGTK shows an error.")
	setBrowser(p, func(b *redirect.Browser) {
		b.NoPage, b.NullAcrossOrigins = append(slices.Clip(b.NoPage), 304), true
		b.Origin = measured("Origin goes with a POST; WebKitGTK says null as soon as a redirect leads to another origin.")
	})
}
