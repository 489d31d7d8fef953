package redirect

// A Policy is one client's behaviour on redirects, as data: typed choices that
// Follow interprets. The zero Policy follows nothing.
type Policy struct {
	Client Client
	// Recorded is the recording that backs what is measured; nil: there is none.
	Recorded *Source

	// Before the first request.
	Prepare Preparation

	// Which responses are followed, and where to.
	Mode       Mode
	ModeError  ErrorText // with Refuse
	ModeReason Reason    // with HandBack and Refuse
	// ModeNeedsLocation: without a Location, or with an empty one, the response
	// is handed over even so.
	ModeNeedsLocation bool
	// ModeFaults: what is handed back was made ready to be followed, so that
	// these faults of a Location are errors even so, and the limit is looked at
	// (requests).
	ModeFaults []Fault
	Statuses   []StatusRule
	// OnlyMethods are those whose redirects are followed; none: every method's.
	// With another one the redirect is handed over.
	OnlyMethods       []string
	OnlyMethodsReason Reason
	Location          LocationRules
	Limit             Limit
	Loop              LoopRule
	// ErrorStatus is the error that the client's user sees for a final status
	// outside 200 to 299; the zero value: the response is handed over.
	ErrorStatus       ErrorText
	ErrorStatusReason Reason
	// ErrorStatusFor has the error by the first method, where it is another.
	// NoErrors are further statuses that are handed over.
	ErrorStatusFor ErrorsFor[string]
	NoErrors       []int
	// ErrorFrom, where it is set, is the first status that is an error.
	// ServerError, where it is not empty, is the error from 500 on.
	ErrorFrom   int
	ServerError ErrorText
	// UnknownError, where it is not empty, is the error for a status that has no
	// phrase.
	UnknownError ErrorText

	// What the next request carries.
	Rewrites []Rewrite // the first that matches applies
	// RequestFrom says whose method and body a rewrite starts from. With
	// Original, those that an earlier one changed or dropped come back, and so
	// do the headers that fell away with the body.
	RequestFrom Base
	Once        OnceRule
	// OnceMore is the same for other kinds of body; the zero value: they are
	// sent again as they were.
	OnceMore    OnceRule
	HeadersFrom Base
	Headers     []HeaderRule
	// Carries says why a header stays that no rule removes.
	Carries Reason
	// Referer is what the client itself writes into Referer.
	Referer       RefererRule
	RefererReason Reason
	Cookies       CookieRule

	// Browser is nil but for browsers: Origin, referrer policy, CORS,
	// preflights, mixed content.
	Browser *Browser
}

// A Mode is what a client does with redirects as a whole.
type Mode uint

// The modes.
const (
	FollowRedirects Mode = iota
	HandBack             // the redirect is the caller's to deal with
	Refuse               // a redirect is an error
)

// A Base says which request the next one is made from.
type Base uint

// The bases.
const (
	Last     Base = iota // the one just answered
	Original             // the one the user made
	// Anew is Original, but what a redirect takes away comes back with the next
	// one, and whether headers describe a body is asked of the first method.
	Anew
)

// A StatusRule names status codes that a client takes for a
// redirect.
type StatusRule struct {
	// From and To are the first and the last; both zero: the five that most
	// clients follow, 301, 302, 303, 307 and 308.
	From, To int
	// Methods it is one for, none: every one; with Except: every one but these.
	// To others the response is a result like any other.
	Methods []string
	Except  bool
	// OnlyWithLocation: without a Location the response is a result like any
	// other, not a redirect that lacks its target.
	OnlyWithLocation bool
	// Proxy: the Location is that of a proxy, which is asked for the same URL (305
	// in RFC 2616).
	Proxy  bool
	Reason Reason
}

// An ErrorText is what a client's user sees. Words in braces are filled in:
// {op} (the first method, as Post) {first-method} {first-url} {status} {phrase} (of
// the status; with | and what stands for one that has none) {method} {location}
// {quoted} (the Location as Go quotes it) {url} {href} (the same with user and
// fragment) {limit} {scheme}. … is where the client says more, such as a detail of
// its parser or the server's own words.
type ErrorText string

// A Limit bounds the redirects that are followed.
type Limit struct {
	// Max is how many are followed; negative: no limit.
	Max int
	// First: it is looked at before the Location is read.
	First bool
	// HandsBack: at the limit the redirect is handed over, without an error.
	HandsBack bool
	// Distinct: a URL that was led to before does not count (urllib).
	Distinct bool
	Error    ErrorText
	Reason   Reason
}

// A LoopRule says whether a client notices that it has been at a URL before.
// The zero value: it does not.
type LoopRule struct {
	Detects bool
	// Times is how many redirects may lead to one URL before it notices; 0: it
	// must not have been there at all.
	Times  int
	Error  ErrorText
	Reason Reason
}

// A Rewrite says what becomes of method and body.
type Rewrite struct {
	// Statuses it applies to; none: every followed one.
	Statuses []int
	// Methods it applies to, none: every one; with Except: every one but
	// these.
	Methods []string
	Except  bool
	// To is the next method; empty: it stays.
	To string
	// DropBody: the next request has no body.
	DropBody bool
	// DropHeaders fall away with the body where the user set them; "content-*"
	// stands for all that begin so.
	DropHeaders []string
	Reason      Reason
	// Held replaces Reason where a method is written over the client's own,
	// so that the wire shows no change (curl -X).
	Held Reason
}

// A OnceRule is what a client does where a body that can be sent once only
// would have to be sent again. The zero value: it has kept a copy and sends it.
type OnceRule struct {
	Then OnceThen
	// Kinds of body that it is about; none: Stream.
	Kinds []BodyKind
	// After is how many redirects are followed before it bites.
	After int
	// Statuses on which the rule bites; none: whenever the rewrite keeps the
	// body.
	Statuses []int
	// EvenIfDropped: it bites also where an earlier hop dropped the body.
	EvenIfDropped bool
	// EvenIfDropping: it bites also where the rewrite drops the body.
	EvenIfDropping bool
	// First: it is looked at before the Location is read.
	First  bool
	Error  ErrorText
	Reason Reason
}

// OnceThen is what happens to a body that was sent already.
type OnceThen uint

// The ways clients deal with it.
const (
	SendsCopy OnceThen = iota
	OnceFails
	OnceHandsBack
	SendsEmpty
	SendsNone    // the request goes on without a body
	SendsRedrawn // a form is written anew, with another boundary than its Content-Type names
	OnceHangs    // the request announces a body and sends none: the server waits for ever
)

// Hang is what a simulation with OnceHangs ends in.
const Hang ErrorText = "no answer: the server waits for a body that {client} announces and does not send; the simulation ends here"

// A HeaderRule names headers that fall away when the next URL is across a
// border.
type HeaderRule struct {
	Names []string // "content-*" stands for all that begin so
	When  Crossing
	// Sticky: once it fell away it stays away, also back at the first URL.
	Sticky bool
	Reason Reason
	// Spared says why the header stays where the border is not crossed.
	Spared Reason
}

// A Crossing is a border between two URLs. It is crossed where one of the
// parts that count differs.
type Crossing struct {
	Always  bool // every redirect crosses it
	Against Base // compared with the last URL, or with the original one
	Scheme  SchemeRule
	Host    HostRule
	Port    PortRule
	// Written: compared is the Location as it is written. One that begins with a
	// slash does not cross the border, even where it names a host; another one
	// without a scheme does (faraday_middleware).
	Written bool
	// Absolute: crossed where the Location names a scheme, whatever it is.
	Absolute bool
	// SparesUpgrade: http to https on the default ports of one host does not
	// cross it.
	SparesUpgrade bool
}

// A SchemeRule says when a change of scheme counts.
type SchemeRule uint

// The scheme rules.
const (
	AnyScheme    SchemeRule = iota // never counts
	SameScheme                     // any change counts
	NotDowngrade                   // a change to anything but https counts
)

// A HostRule says when a change of host counts.
type HostRule uint

// The host rules.
const (
	AnyHost     HostRule = iota // never counts
	SameHost                    // any change counts
	OrSubdomain                 // a subdomain of the former host is fine
)

// A PortRule says when a change of port counts.
type PortRule uint

// The port rules.
const (
	AnyPort     PortRule = iota // never counts
	SamePort                    // the ports that apply are compared
	WrittenPort                 // ports as written; a scheme's default is none
)

// A RefererRule is what a client writes into Referer by itself.
type RefererRule uint

// The Referer rules. A browser's come from Browser.
const (
	NoReferer         RefererRule = iota
	RefererFromLast               // the URL just redirected from, unless it was https and the next is http
	RefererSameScheme             // the same, where both have one scheme
	RefererAlways                 // the same in any case, without its fragment
)

// A CookieRule says whether cookies that a response sets come with the next
// request. Where the user set a Cookie by hand, and it is still carried, the
// jar adds nothing to it unless Beside.
type CookieRule struct {
	Jar bool
	// PerPort: a cookie that came from another port than 80 and 443 goes back
	// to that port only.
	PerPort bool
	// NamedHosts: the jar takes no cookies from a host that is an IP address
	// (aiohttp).
	NamedHosts bool
	// Beside: the jar's cookies go in a Cookie field of their own before one
	// set by hand.
	Beside bool
	// After: with Beside, behind it.
	After bool
	// Replaces: the jar's cookies, where it has any, take the place of those set
	// by hand.
	Replaces bool
	// Merges: the jar's cookies go in one field with those set by hand, in place
	// of those of the same name.
	Merges bool
	// Everywhere: the cookies go to any host and path, whatever their attributes
	// say.
	Everywhere bool
	// Before, where it is not empty, stands between the jar's cookies and those
	// set by hand: all go into one field (java.net).
	Before string
	Reason Reason
}

// Preparation is what a client makes of the request its user built.
type Preparation struct {
	MethodCase MethodCase
	// Methods the client can send; none: any. One outside becomes Otherwise,
	// or is refused where Otherwise is empty.
	Methods   []string
	Otherwise string
	// Forbidden methods are refused, with MethodError.
	Forbidden   []string
	MethodError ErrorText
	// Bodiless methods are refused with a body, with BodyError.
	Bodiless  []string
	BodyError ErrorText
	// StreamError, where it is not empty, refuses a body that can be sent once
	// only.
	StreamError ErrorText
	// StreamIsText: a stream is read to its end first, and sent as a text.
	StreamIsText bool
	// StreamOverTLS: StreamError is that of http alone; over https there may be
	// HTTP/2, which a stream goes over.
	StreamOverTLS bool
	// StreamText, where it is not empty, is the text that is sent in place of
	// such a body.
	StreamText string
	// UserinfoError, where it is not empty, refuses a URL with a user in it.
	UserinfoError ErrorText
	// MethodReason is why a method is changed or refused, BodyReason why a body
	// is, StreamReason why one that can be sent once only is, or, with TextAsForm,
	// a text; HeaderReason why a
	// header cannot be set. Reason, for the rest: what the client adds by itself.
	MethodReason, BodyReason, StreamReason, HeaderReason Reason
	// Verb is a method written over the one the client works with (curl -X):
	// rules see the latter, the wire the former.
	Verb string
	// OverBody: the client works with GET, HEAD, POST where there is a body
	// and PUT where it is streamed; any other method is written over as Verb
	// is (curl).
	OverBody bool
	// Uploads: with OverBody, any body asks for PUT (curl -T).
	Uploads bool
	// StreamPosts: with OverBody, a stream is posted where the method is POST,
	// with the type of a text.
	StreamPosts bool
	// Unsettable headers cannot be set by the client's user; "*" stands for
	// all, a name with "*" at its end for all that begin so.
	Unsettable []string
	// Refused headers are an error, HeaderError, which also knows {header}.
	Refused     []string
	HeaderError ErrorText
	// BodyPosts: a body makes a POST of a GET.
	BodyPosts bool
	// TextAsForm: a text, or a stream, is sent as the one entry of a form, as
	// text/plain: with an equals sign and line ends of the network's kind (HTML,
	// text/plain encoding algorithm).
	TextAsForm bool
	// FormInQuery: a form body goes into the query of a GET.
	FormInQuery bool
	// ContentTypes that the client adds by itself, by the kind of the body.
	ContentTypes ContentTypes
	// Untyped are methods with which it adds none.
	Untyped []string
	// TypeStays: that Content-Type is one of the request's headers from then on,
	// and fares as one set by hand.
	TypeStays bool
	// ZeroLength: methods that carry Content-Length: 0 where there is no body.
	ZeroLength []string
	// ZeroStays: that one stays, too, from the first request on.
	ZeroStays bool
	// ZeroLengthAtFirst: so do all but GET, HEAD and NoZeroLength, until a
	// redirect drops the body.
	ZeroLengthAtFirst bool
	NoZeroLength      []string
	// ZeroLengthButGET: so do all but GET.
	ZeroLengthButGET bool
	// EmptyType is the Content-Type that goes with Content-Length: 0 on the
	// methods of ZeroLength.
	EmptyType string
	// EmptyIsNone: an empty body is no body.
	EmptyIsNone bool
	// Measures: the client learns the length of a stream, and sends it.
	Measures bool
	// Chunks: a stream is sent with Transfer-Encoding: chunked.
	Chunks bool
	// ChunksForms: and so is a multipart form (axios 0.27).
	ChunksForms bool
	Reason      Reason
}

// A MethodCase is what a client does to the letters of a method.
type MethodCase uint

// The method cases.
const (
	AsGiven       MethodCase = iota
	UpperStandard            // DELETE, GET, HEAD, OPTIONS, POST and PUT are upper-cased (Fetch, normalize)
	Upper                    // every method is upper-cased
)
