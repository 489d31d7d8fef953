package scenario

// The address of a scenario: what its parameters are called and mean. Reading,
// writing, the compact form and the view have files of their own.

// MaxReadable is how many characters a readable address may have; a longer one
// is written compact.
const MaxReadable = 2000

// MaxAddress is how many characters of an address are read. The compact form
// of the largest scenario is well below.
const MaxAddress = 1 << 20

// The limits of a challenge. What the goals mean is for package goal to say.
const (
	MaxGoals  = 12
	MaxHints  = 6
	MaxLine   = 500 // bytes of a goal or a hint
	MaxLesson = 64  // characters of a lesson's id
)

// The default request of an address that says only part of one.
const (
	defaultMethod = "GET"
	defaultURL    = "https://api.example.com/start"
)

// The parameters of an address. Those of the scenario:
//
//	scenario    ID of a starting scenario, which the others change
//	s           a whole scenario, compact; the others change it
//	client      id of a profile; another one than before clears the options
//	option      name:value, repeated
//	method, url
//	header      "Name: value", repeated; any replaces all the headers
//	body        its text
//	kind        text, form, multipart, stream; none: no body
//	hop         STATUS,LOCATION, or STATUS for no Location; repeated; any
//	            replaces all the hops
//	hopheader   "N,Name: value", repeated, N from 1; any replaces all the
//	            headers of hop N
//	hopat       N,URL
//	hopmethods  N,POST PUT
//	cors        written: the servers send only the Access-Control headers
//	            that the hops carry (allow: the default)
//	title
//
// and those of the View: step, predict, present, theme, readonly, and of its
// challenge goal and hint, both repeated, and lesson. Of a parameter that does not
// repeat the last one counts.
const (
	paramScenario   = "scenario"
	paramCompact    = "s"
	paramClient     = "client"
	paramOption     = "option"
	paramMethod     = "method"
	paramURL        = "url"
	paramHeader     = "header"
	paramBody       = "body"
	paramKind       = "kind"
	paramHop        = "hop"
	paramHopHeader  = "hopheader"
	paramHopAt      = "hopat"
	paramHopMethods = "hopmethods"
	paramCORS       = "cors"
	paramTitle      = "title"

	paramStep     = "step"
	paramPredict  = "predict"
	paramPresent  = "present"
	paramTheme    = "theme"
	paramReadOnly = "readonly"
	paramGoal     = "goal"
	paramHint     = "hint"
	paramLesson   = "lesson"
)

// noBody is the kind that takes the body away. It exists in addresses only.
const noBody = "none"
