package evidence

// A Surprise is something recorded that hardly anybody expects.
type Surprise struct {
	Text string // a sentence or two
	Seen
}

// Surprises returns the ten biggest ones, the biggest first.
func Surprises() []Surprise { return surprises[:len(surprises):len(surprises)] }

var surprises = []Surprise{
	{
		Text: "The method named by -X is written on every hop, even where 303 asks for a GET. The body is gone all the same.",
		Seen: Seen{Client: "curl", Run: 1, Case: "303-post-body", Told: "POST+ POST"},
	},
	{
		Text: "Authorization goes to whatever host a redirect names.",
		Seen: Seen{Client: "wget", Case: "302-get-to-host", Told: "GET GET", Sends: "Authorization"},
	},
	{
		Text: "307 answers a generator with which a request was made: the next request has an empty body, and nobody hears of it.",
		Seen: Seen{Client: "python-requests", Case: "307-post-stream", Told: "POST+ POST"},
	},
	{
		Text: "302 turns the POST into a GET, and the 307 behind it brings the POST back, with its body.",
		Seen: Seen{Client: "apache-httpclient", Case: "chain-302-307-post-body", Told: "POST+ GET POST+"},
	},
	{
		Text: "The POST becomes a GET that still carries the body.",
		Seen: Seen{Client: "ruby-httparty", Case: "302-post-body", Told: "POST+ GET+"},
	},
	{
		Text: "302 leaves a POST a POST, unlike in every browser.",
		Seen: Seen{Client: "got", Case: "302-post-body", Told: "POST+ POST+"},
	},
	{
		Text: "No redirect of a POST is followed, not even the 303 that was made for it: the program gets the 303 as its result.",
		Seen: Seen{Client: "perl-lwp", Case: "303-post-body", Told: "POST+"},
	},
	{
		Text: "A HEAD becomes a GET: a check for dead links downloads what it only meant to look at.",
		Seen: Seen{Client: "python-urllib", Case: "302-head", Told: "HEAD GET"},
	},
	{
		Text: "307 to a POST is not followed: the one code that promises that nothing changes is handed back.",
		Seen: Seen{Client: "okhttp", Case: "307-post-body", Told: "POST+"},
	},
	{
		Text: "A 304 with a Location is followed like any redirect, POST and body included, though it only says that a copy is still good.",
		Seen: Seen{Client: "axios", Case: "304-post-body", Told: "POST+ POST+"},
	},
}
