package evidence

// A Surprise is something recorded that hardly anybody expects.
type Surprise struct {
	Text   string // a sentence or two
	Client string // id of the profile
	Run    int    // its place in the recording
	Case   string
	Told   string // the requests that arrived, as Result.Told has them
}

// Surprises returns the ten biggest ones, the biggest first.
func Surprises() []Surprise { return surprises[:len(surprises):len(surprises)] }

var surprises = []Surprise{}
