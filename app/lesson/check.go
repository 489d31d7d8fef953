package lesson

// checkStep holds a step to the rules of its kind.
func (r *reader) checkStep(n *node, s Step) {
	asks := s.Kind == Predict || s.Kind == Check
	switch {
	case asks:
		r.need(n, "ask")
		r.need(n, "options")
	case n.field("ask") != nil:
		r.fault(n.field("ask"), "is for predict and check, not for %s", s.Kind)
	case n.field("options") != nil:
		r.fault(n.field("options"), "is for predict and check, not for %s", s.Kind)
	}
	switch s.Kind {
	case Predict, Play, Try, Real:
		r.need(n, "scenario")
	case Read, Explain:
		r.need(n, "text")
	}
	if holds := n.field("holds"); holds != nil && n.field("scenario") == nil {
		r.fault(holds, "is said of no scenario: the step has none")
	}
	if options := n.field("options"); asks && options != nil {
		r.checkOptions(options, s, n.field("scenario") != nil)
	}
}

// checkOptions holds the answers to a question to their rules: one is right,
// and what is said to who chose another is about that choice.
func (r *reader) checkOptions(n *node, s Step, about bool) {
	items, _ := n.value.(list)
	if len(items) > 0 && len(items) < MinOptions {
		r.fault(n, "has %d item: a question takes at least %d", len(items), MinOptions)
	}
	right := 0
	texts, replies := map[string]int{}, map[string]int{}
	for i, o := range s.Options {
		at := items[i]
		if _, ok := at.value.(object); !ok {
			continue
		}
		if o.Right {
			right++
		}
		r.once(at.field("text"), texts, o.Text, i)
		r.once(at.field("reply"), replies, o.Reply, i)
		switch {
		case o.Right && o.Misconception != "":
			r.fault(at.field("misconception"), "is for a wrong answer, and this one is right")
		case !o.Right && about && at.field("misconception") == nil:
			r.errs.add(Fault{at.line, at.pathOf("misconception"), "is missing: say what who chooses this wrong answer believes"})
		}
		if holds := at.field("holds"); holds != nil && !about {
			r.fault(holds, "is said of no scenario: the step has none")
		}
	}
	if len(items) > 0 && right != 1 {
		r.fault(n, "has %d right answers: \"right\": true stands at exactly one", right)
	}
}

// once notes a text that another option has already.
func (r *reader) once(n *node, had map[string]int, text string, i int) {
	if n == nil || text == "" {
		return
	}
	if first, twice := had[text]; twice {
		r.fault(n, "is the same as that of options[%d]: each answer has its own", first)
		return
	}
	had[text] = i
}
