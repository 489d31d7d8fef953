package evidence

import (
	"fmt"
	"strconv"
)

// A Seen is a recorded case that a text relies on. What the text says of the
// client is true as long as Check finds nothing.
type Seen struct {
	Client string `json:"client"`        // id of the profile
	Run    int    `json:"run,omitempty"` // its place in the recording
	Case   string `json:"case"`
	Told   string `json:"told"` // the requests that arrived, as Result.Told has them
	// Again are the requests of the second visit, told alike, where a text relies
	// on them: what came from the client's cache is not among them.
	Again string `json:"again,omitempty"`
	// Sends and Lacks name a header that the last of them carries, or does not,
	// where that is what matters.
	Sends string `json:"sends,omitempty"`
	Lacks string `json:"lacks,omitempty"`
}

// Result returns what was recorded. The error says what of the Seen is not in
// the recordings.
func (s Seen) Result() (Run, Result, error) {
	rec, err := Load(s.Client)
	if err != nil {
		return Run{}, Result{}, err
	}
	return s.In(rec)
}

// In is Result where the client's recording has been loaded already.
func (s Seen) In(rec Recording) (Run, Result, error) {
	if s.Run < 0 || s.Run >= len(rec.Runs) {
		return Run{}, Result{}, fmt.Errorf("%s has no run %d: it has %d", s.Client, s.Run, len(rec.Runs))
	}
	run := rec.Runs[s.Run]
	result, ok := run.Result(s.Case)
	if !ok {
		return run, Result{}, fmt.Errorf("%s, run %d, has no case %q", s.Client, s.Run, s.Case)
	}
	return run, result, nil
}

// Check returns an error that says where the recording has it otherwise.
func (s Seen) Check() error {
	_, result, err := s.Result()
	if err != nil {
		return err
	}
	if told := result.Told(); told != s.Told {
		return fmt.Errorf("%s, %s: recorded %q, said to be %q", s.Client, s.Case, told, s.Told)
	}
	if again := told(result.Again); s.Again != "" && again != s.Again {
		return fmt.Errorf("%s, %s: recorded %q on the second visit, said to be %q", s.Client, s.Case, again, s.Again)
	}
	if len(result.Requests) == 0 {
		return nil
	}
	last := result.Requests[len(result.Requests)-1]
	if s.Sends != "" && !last.Headers.Has(s.Sends) {
		return fmt.Errorf("%s, %s: the last request has no %s", s.Client, s.Case, s.Sends)
	}
	if s.Lacks != "" && last.Headers.Has(s.Lacks) {
		return fmt.Errorf("%s, %s: the last request has %s", s.Client, s.Case, s.Lacks)
	}
	return nil
}

// Anchor is the id of the case on its client's page.
func (s Seen) Anchor() string { return Anchor(s.Run, s.Case) }

// Anchor is the id of a case of a run on the page of their client; the first run
// has the plain names.
func Anchor(run int, caseID string) string {
	if run == 0 {
		return caseID
	}
	return strconv.Itoa(run) + "-" + caseID
}
