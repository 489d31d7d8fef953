package redirect

// Browser is what sets a browser apart: the page that asks, and what its
// origin means for Origin, Referer, cookies and CORS.
type Browser struct {
	// Navigation: a form or a link, rather than fetch().
	Navigation bool
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
	// GuardsForms: a form is not sent on from https to http.
	GuardsForms bool

	// Why each of these happens, with its step of the standard.
	Origin, NoOrigin, Referer, NoCookie             Reason
	Preflight, PreflightFails                       Reason
	CORSFails, SameOrigin, Mixed, Userinfo, Upgrade Reason

	// NetworkError is what a page's script sees of every failure.
	NetworkError ErrorText
}

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
