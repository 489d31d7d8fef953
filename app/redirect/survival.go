package redirect

import "strings"

// survival compares what the user built with what the last request carried.
func (w *walk) survival() []Survivor {
	built := w.s.Request
	var last SentRequest
	sent := false
	for _, e := range w.trace.Exchanges {
		if !e.Request.Preflight {
			last, sent = e.Request, true
		}
	}
	rows := []Survivor{w.survivor(Survivor{Part: PartMethod, From: built.Method, To: last.Method})}
	if built.Body != nil {
		row := Survivor{Part: PartBody, From: size(&SentBody{Bytes: len(built.Body.Text)})}
		if last.Body != nil {
			row.To = size(last.Body)
		}
		rows = append(rows, w.survivor(row))
	}
	for _, name := range fieldNames(built.Headers) {
		row := Survivor{Part: PartHeader, Name: name, From: strings.Join(built.Headers.Values(name), ", ")}
		row.To = strings.Join(last.Headers.Values(name), ", ")
		if !last.Headers.Has(name) {
			row.Fate = Dropped
		}
		rows = append(rows, w.survivor(row))
	}
	if w.original.Fragment != "" {
		row := Survivor{Part: PartFragment, From: w.original.Fragment}
		if sent {
			row.To = w.url.Fragment
		}
		rows = append(rows, w.survivor(row))
	}
	return rows
}

// survivor fills in the fate and the first hop that changed the part.
func (w *walk) survivor(row Survivor) Survivor {
	switch {
	case row.Fate == Dropped:
	case row.From == row.To:
		row.Fate = Kept
	case row.To == "":
		row.Fate = Dropped
	default:
		row.Fate = Changed
	}
	if row.Fate == Kept {
		return row
	}
	for _, c := range w.trace.Prepared {
		if c.Part == row.Part && strings.EqualFold(c.Name, row.Name) && c.Fate != Added && c.To == row.To {
			return row
		}
	}
	for _, e := range w.trace.Exchanges {
		for _, c := range e.Decision.Changes {
			if c.Part == row.Part && strings.EqualFold(c.Name, row.Name) {
				row.Hop = e.Response.Hop
				return row
			}
		}
	}
	return row
}
