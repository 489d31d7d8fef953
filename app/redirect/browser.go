package redirect

// Browser is what sets a browser apart: the page that asks, and what its
// origin means for Origin, Referer, cookies and CORS.
type Browser struct {
	// Navigation: a form or a link, rather than fetch().
	Navigation bool
	// NoPage are the statuses with which a navigation leaves the page where it is.
	NoPage []int
	// Page is the URL of the page that asks; empty: a page of the request's
	// own origin.
	Page        string
	Credentials Credentials
	Mode        RequestMode
	// ReferrerPolicy is the page's; empty: strict-origin-when-cross-origin,
	// the default of the Referrer Policy standard.
	ReferrerPolicy ReferrerPolicy
	// NullAcrossOrigins: any hop to another origin makes the request's origin
	// null, not only one that leaves a foreign origin.
	NullAcrossOrigins bool
	// RefusesUserinfo: a Location with a user in it is refused on the same
	// origin, too.
	RefusesUserinfo bool
	// KeepsOrigin: within an origin, Origin stays once it went with a request,
	// whatever the method becomes.
	KeepsOrigin bool
	// KeepsCookies: without CORS, what held for cookies at first holds after a
	// redirect to another origin, too.
	KeepsCookies bool
	// Asks says which headers a preflight asks for.
	Asks Asks
	// AsksAsPage: a preflight names the page's origin, even where the request
	// after it says null.
	AsksAsPage bool
	// GuardsForms: a form is not sent on from https to http.
	GuardsForms bool

	// Why each of these happens, with its step of the standard.
	Origin, NoOrigin, Referer, NoCookie             Reason
	Preflight, PreflightFails                       Reason
	CORSFails, SameOrigin, Mixed, Userinfo, Upgrade Reason

	// NetworkError is what a page's script sees of every failure.
	NetworkError ErrorText
}

// Asks says which of the headers that are not safelisted a preflight asks for.
type Asks uint

// The ways browsers choose them.
const (
	AsksForSent   Asks = iota // those of the request that it is for
	AsksForGiven              // those that the script set
	AsksForSpared             // those that the script set, and that this very redirect does not take away
)

// Credentials is the credentials mode of a request (Fetch, concept-request-credentials-mode).
type Credentials string

// The credentials modes.
const (
	SameOriginCredentials Credentials = "same-origin"
	IncludeCredentials    Credentials = "include"
	OmitCredentials       Credentials = "omit"
)

// RequestMode is the mode of a request (Fetch, concept-request-mode).
type RequestMode string

// The modes a script can choose.
const (
	ModeCORS       RequestMode = "cors"
	ModeNoCORS     RequestMode = "no-cors"
	ModeSameOrigin RequestMode = "same-origin"
)
