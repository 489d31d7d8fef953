package code

// "Which code do I need?" as data: each answer leads to the next question, or to a
// code.

// MaxQuestions is how many questions the guide asks before it names a code.
const MaxQuestions = 4

// A Question is one of the guide's.
type Question struct {
	Text    string   `json:"question"`
	About   string   `json:"about,omitempty"` // what helps to answer it
	Choices []Choice `json:"choices"`
}

// A Choice is an answer to a Question. It has a next question, or it ends at a
// code.
type Choice struct {
	Text string    `json:"answer"`
	Next *Question `json:"next,omitempty"`
	// Code is the one to send, and Why says so.
	Code int    `json:"code,omitempty"`
	Why  string `json:"why,omitempty"`
	// Example is a scenario to step through.
	Example *Example `json:"example,omitempty"`
}

// Guide returns the first question. It is not to be changed.
func Guide() *Question { return &guide }

var guide = Question{
	Text: "What is the client to do?",
	Choices: []Choice{
		{Text: "Send its request to another address.", Next: &movedTo},
		{Text: "Look at a result elsewhere: its request has been dealt with.", Code: 303,
			Why: "The next request is a GET, whatever this one was, so that reloading the result sends nothing again.",
			Example: &Example{Title: "A form, and the page that shows what came of it", About: "The POST is answered by 303, and a GET fetches the order.",
				Address: "scenario=prg-303", Holds: []string{"first method = POST", "last method = GET", "last body = none"}}},
		{Text: "Use the copy that it holds: nothing has changed.", Code: 304,
			Why: "A 304 answers a conditional GET or HEAD. It has no body, and there is no address to go to.",
			Example: &Example{Title: "The copy is still good", About: "The request names the version that it holds; the answer says that there is no newer one.",
				Address: "client=rfc9110&url=https://example.com/style.css&header=If-None-Match: \"v1\"&hop=304", Holds: []string{"redirects = 0", "requests = 1", "status = 304"}}},
		{Text: "Choose among several versions.", Code: 300,
			Why: "The body lists them. A Location names the one that you would choose, and some clients go there by themselves.",
			Example: &Example{Title: "Several versions, one of them preferred", About: "The response lists the versions, and its Location names one.",
				Address: "scenario=choices-300", Holds: []string{"hop 1 status = 300"}}},
	},
}

var movedTo = Question{
	Text:  "Does anything but GET and HEAD come to the old address?",
	About: "A form, an upload, a call of an API: POST, PUT, PATCH or DELETE.",
	Choices: []Choice{
		{Text: "Yes, and it must arrive with its method and body.", Next: &keptFor},
		{Text: "No, it is a page or a file.", Next: &pageFor},
	},
}

var keptFor = Question{
	Text:  "Is the old address given up for good?",
	About: "A permanent redirect may be kept by clients and caches: you cannot call it back.",
	Choices: []Choice{
		{Text: "Yes, for good.", Code: 308,
			Why: "A client that follows by itself must not change the method, and caches may keep the answer.",
			Example: &Example{Title: "An API that moved to https for good", About: "The POST arrives at the new address with its body.",
				Address: "scenario=https-308", Holds: []string{"last method = POST", "last body = same", "last scheme = https"}}},
		{Text: "No, or I am not sure yet.", Code: 307,
			Why: "A client that follows by itself must not change the method, and asks the old address again next time.",
			Example: &Example{Title: "An endpoint that is elsewhere for now", About: "The POST arrives at the new address with its body.",
				Address: "scenario=submit-307", Holds: []string{"last method = POST", "last body = same"}}},
	},
}

var pageFor = Question{
	Text:  "Is the old address given up for good?",
	About: "A permanent redirect may be kept by clients and caches: you cannot call it back.",
	Choices: []Choice{
		{Text: "Yes, for good.", Code: 301,
			Why: "Clients and caches may go to the new address from now on. A POST might become a GET on the way, and you said that there are none.",
			Example: &Example{Title: "A page that moved for good", About: "The GET goes on to the new address.",
				Address: "url=https://example.com/old&hop=301,/new", Holds: []string{"last method = GET", "last path = /new", "redirects = 1"}}},
		{Text: "No, or I am not sure yet.", Code: 302,
			Why: "The old address stays the one to ask. A POST might become a GET on the way, and you said that there are none.",
			Example: &Example{Title: "A page that is elsewhere for now", About: "The GET goes on to the other address.",
				Address: "url=https://example.com/offers&hop=302,/offers/today", Holds: []string{"last method = GET", "last path = /offers/today"}}},
	},
}
