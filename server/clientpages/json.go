package clientpages

// The matrix as data.

import (
	"bytes"
	"encoding/json"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
)

// A jsonMatrix is the content of clients.json.
type jsonMatrix struct {
	Matrix  int          `json:"matrix"` // the version of this format: 1
	Cases   []jsonCase   `json:"cases"`
	Clients []jsonClient `json:"clients"`
}

type jsonCase struct {
	ID    string         `json:"id"`
	Group evidence.Group `json:"group"`
	Title string         `json:"title"`
}

type jsonClient struct {
	ID   string    `json:"id"`
	Name string    `json:"name"`
	Runs []jsonRun `json:"runs"`
}

type jsonRun struct {
	Program string         `json:"program"`
	Version string         `json:"version"`
	With    string         `json:"with,omitempty"`
	Date    string         `json:"date"`
	Options client.Options `json:"options,omitempty"`
	// Limit is how many redirects are followed at most; absent: none was met.
	Limit *int `json:"limit,omitempty"`
	// Agree of Asked cases are as the simulation has them.
	Agree int `json:"agree"`
	Asked int `json:"asked"`
	// Results are by the case's id.
	Results map[string]jsonResult `json:"results"`
}

type jsonResult struct {
	Step evidence.StepKind `json:"step"`
	// Requests are those that arrived, each as its method, and + with a body.
	Requests string `json:"requests"`
	Status   int    `json:"status,omitempty"`
	Error    string `json:"error,omitempty"`
}

// JSON writes the whole matrix. What arrived in each case in full is in the
// recordings, one a client.
func JSON() ([]byte, error) {
	m := jsonMatrix{Matrix: 1, Clients: []jsonClient{}}
	for _, c := range evidence.Cases() {
		m.Cases = append(m.Cases, jsonCase{c.ID, c.Group, c.Title})
	}
	for _, id := range evidence.IDs() {
		rec, err := evidence.Load(id)
		if err != nil {
			return nil, err
		}
		p, err := client.Lookup(id)
		if err != nil {
			return nil, err
		}
		one := jsonClient{ID: id, Name: p.Name}
		for _, run := range rec.Runs {
			r := jsonRun{Program: run.Program, Version: run.Version, With: run.With, Date: run.Date, Options: run.Options, Results: map[string]jsonResult{}}
			if n, ok := run.Limit(); ok {
				r.Limit = &n
			}
			r.Agree, r.Asked = run.Agreement(id)
			for _, result := range run.Cases {
				r.Results[result.Case] = jsonResult{result.Step().Kind, result.Told(), result.End.Status, result.End.Error}
			}
			one.Runs = append(one.Runs, r)
		}
		m.Clients = append(m.Clients, one)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(m)
	return b.Bytes(), err
}
