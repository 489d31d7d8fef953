package lesson

// A Plan is a workshop's: what is done, in which order, for how long.
type Plan struct {
	Minutes int    // in all; it is also the plan's id
	For     string // whom it is for, and what they can do at its end
	Before  []string
	Parts   []Part
}

// A Part of a plan takes some minutes. Lesson is the id of the lesson that it
// works through; empty: none.
type Part struct {
	Minutes int
	Title   string
	Lesson  string
	Do      []string // for the teacher, in the order it is done
	// Link is an address within the site that the part is about; LinkText names
	// it.
	Link, LinkText string
}

// Plans are the plans there are, the shortest first.
func Plans() []Plan { return plans[:len(plans):len(plans)] }

// PlanOf returns the plan of so many minutes, and whether there is one.
func PlanOf(minutes int) (Plan, bool) {
	for _, p := range plans {
		if p.Minutes == minutes {
			return p, true
		}
	}
	return Plan{}, false
}

// Lessons are the lessons of a plan, in its order.
func (p Plan) Lessons() []*Lesson {
	var list []*Lesson
	for _, part := range p.Parts {
		if l, ok := Lookup(part.Lesson); ok {
			list = append(list, l)
		}
	}
	return list
}

// before is what to do before any workshop.
var before = []string{
	"Open every lesson of the plan once in the browser that you will show, and press “Keep for offline”: then the room's network may fail.",
	"Print the handout without answers for the room, and the one with answers for yourself.",
	"Put `curl` on the machine that you show, for the parts that are done for real.",
	"Open a lesson with `?present=1`, press N for the window with your notes and the clock, and put that window on your own screen.",
}

// Vote is how a question is put to a room: each commits to an answer before
// anybody hears the right one.
const Vote = "Show the question. Everybody votes by a show of fingers. Where the room is split, let neighbours talk for a minute and vote again. Then press the key for the answer."

const vote = "A vote on each question."

var opening = Part{
	Minutes: 5, Title: "What arrives?",
	Link: "/?scenario=submit-twice&predict=1&present=1", LinkText: "The opening scenario, asked first",
	Do: []string{
		"Show the chain: a POST with a token, a 302, then a 307 to another host. Ask what arrives at the end, and write the guesses down.",
		"Do not resolve it yet. The room will, at the end.",
	},
}

var closing = Part{
	Minutes: 5, Title: "What arrives, once more",
	Link: "/?scenario=submit-twice&predict=1&present=1", LinkText: "The opening scenario, asked first",
	Do: []string{
		"Go back to the opening chain and let the room predict every hop. Compare with the guesses on the board.",
		"Each says one redirect in their own system that they will look at tomorrow.",
	},
}

var plans = []Plan{
	{
		Minutes: 45,
		For:     "For people who write or call web services. At the end they choose a code by two questions, and know what a redirect takes away.",
		Before:  before,
		Parts: []Part{
			opening,
			{Minutes: 7, Title: "Two questions tell the codes apart", Lesson: "two-questions", Do: []string{vote, "Draw the two questions as a square on the board, and leave it there."}},
			{Minutes: 7, Title: "The POST that curl would not let go", Lesson: "curl-x-post", Do: []string{"Ask who has typed it.", vote, "Do it for real: the second request arrives on the screen."}},
			{Minutes: 6, Title: "The password that went along", Lesson: "login-307", Do: []string{vote, "Ask where in their own code a login ends in a redirect, and with which code."}},
			{Minutes: 5, Title: "What the key does at the border", Lesson: "key-leak", Do: []string{vote, "Name the headers of their own services that no client knows to be secret."}},
			{Minutes: 10, Title: "Challenges in pairs", Do: []string{"Each pair takes the challenge of one of the four lessons. Who is done takes the next.", "After eight minutes one pair shows its solution."},
				Link: "/lessons", LinkText: "All lessons"},
			closing,
		},
	},
	{
		Minutes: 90,
		For:     "For a team that runs services behind proxies and calls them from several languages. At the end they can read a chain hop by hop, for real, and repair it.",
		Before:  before,
		Parts: []Part{
			opening,
			{Minutes: 8, Title: "Two questions tell the codes apart", Lesson: "two-questions", Do: []string{vote, "Draw the two questions as a square on the board, and leave it there."}},
			{Minutes: 7, Title: "A POST that became a GET", Lesson: "post-turned-get", Do: []string{vote, "Ask who has met the 405, and how long it took to find."}},
			{Minutes: 8, Title: "The POST that curl would not let go", Lesson: "curl-x-post", Do: []string{vote, "Do it for real: the second request arrives on the screen."}},
			{Minutes: 7, Title: "Post, redirect, get", Lesson: "post-redirect-get", Do: []string{vote}},
			{Minutes: 7, Title: "The password that went along", Lesson: "login-307", Do: []string{vote, "Ask where in their own code a login ends in a redirect, and with which code."}},
			{Minutes: 5, Title: "Pause", Do: []string{"Leave the square of the codes on the screen."}, Link: "/codes", LinkText: "The codes side by side"},
			{Minutes: 7, Title: "Where did the token go?", Lesson: "auth-dropped", Do: []string{vote}},
			{Minutes: 7, Title: "What the key does at the border", Lesson: "key-leak", Do: []string{vote, "Name the headers of their own services that no client knows to be secret."}},
			{Minutes: 6, Title: "Every client differs", Lesson: "put-differs", Do: []string{"Each names the client that they use; look it up in the matrix before the vote.", vote}, Link: "/clients", LinkText: "The measured clients"},
			{Minutes: 18, Title: "Challenges in pairs, and one of their own", Do: []string{"Each pair takes the challenge of two lessons.", "Then each pair builds the worst redirect they have met as a scenario, and shares the link. The room guesses what the client does.", "Where there is time, make a lesson of the best one."},
				Link: "/lessons/author", LinkText: "Make a lesson"},
			closing,
		},
	},
}
