package ownpages

// What the page about the format says. A test holds it to the schema and to
// package goal.

import (
	"fmt"

	"github.com/hopscope/hopscope/app/goal"
	"github.com/hopscope/hopscope/app/lesson"
)

// A table is the fields of one object of the format.
type table struct {
	Name, About string
	Rows        []row
}

// A row is a field, a goal or a limit, and what it is.
type row struct {
	Name  string
	Needs bool // it may not be left out
	Says  string
}

var fields = []table{
	{"The lesson", "The file is one object.", []row{
		{"lesson", true, "The version of the format: 1."},
		{"id", false, "Small letters, digits and hyphens. A lesson of one’s own needs none."},
		{"title", true, "What the list and the page call it."},
		{"minutes", true, "How long a learner takes, as a whole number."},
		{"objectives", true, "A list: what the learner can do afterwards."},
		{"misconception", true, "An object: says is what people believe, true is what is so."},
		{"notes", false, "A list for the teacher; learners do not see it at first."},
		{"scenarios", false, "An object of scenarios, each under the name that steps call it by."},
		{"steps", true, "The steps, in order."},
		{"challenge", false, "Something to reach in the playground."},
		{"sources", false, "A list for reading on."},
	}},
	{"A step", "What a step needs depends on its kind.", []row{
		{"kind", true, "One of those below."},
		{"title", true, "A few words."},
		{"text", false, "A list, a string a paragraph."},
		{"scenario", false, "A name out of scenarios, an address, or an object of the scenario format."},
		{"ask", false, "The question, for predict and check."},
		{"options", false, "The answers to it."},
		{"holds", false, "Goals that the scenario meets: what the text says of it, so that it can be checked."},
		{"seen", false, "Recorded cases that the text relies on."},
		{"sources", false, "What the text can be checked against."},
		{"notes", false, "A list for the teacher."},
	}},
	{"An answer", "Each is an object in options. Exactly one is right, and no two have the same text or reply.", []row{
		{"text", true, "The answer."},
		{"right", false, "true at the right one; left out at the others."},
		{"reply", true, "What is said to who chooses it."},
		{"misconception", false, "What who chooses this wrong answer believes. A question about a scenario needs it at each wrong answer."},
		{"holds", false, "The answer as goals. The scenario meets those of the right answer, and not all of those of a wrong one."},
	}},
	{"The challenge", "The start must not meet all goals, and the solution must.", []row{
		{"text", true, "A list: what to reach, and what to leave as it is."},
		{"start", true, "The scenario to begin with."},
		{"goals", true, "A list of goals."},
		{"hints", false, "A list; they are shown one after the other."},
		{"solution", true, "A scenario that meets the goals."},
		{"why", true, "A list: how it does."},
	}},
	{"A recorded case", "An object in seen. The pages of the measured clients have the names.", []row{
		{"client", true, "The id of a client, such as curl."},
		{"run", false, "Which of its recordings, counted from 0."},
		{"case", true, "The id of the case, such as 303-post-body."},
		{"told", true, "The requests that arrived, a + where there was a body, as in POST+ GET."},
		{"again", false, "The requests of a second visit, where the case has one."},
		{"sends", false, "A header that the last request carries."},
		{"lacks", false, "A header that the last request does not carry."},
	}},
	{"A source", "An object in sources.", []row{
		{"title", true, "What it is called."},
		{"url", true, "An address that begins with https:// or http://."},
		{"says", false, "What it says there."},
	}},
}

// kinds say what each kind of step is, and what it needs.
var kinds = map[lesson.Kind]string{
	lesson.Read:    "A text. It needs text.",
	lesson.Predict: "A question about a scenario, before it is stepped through. It needs scenario, ask and options; each option needs holds to be checked.",
	lesson.Play:    "A scenario, to be stepped through. It needs scenario.",
	lesson.Explain: "Why it is so. It needs text.",
	lesson.Try:     "A scenario, to be changed in the playground. It needs scenario.",
	lesson.Real:    "The scenario by a real server, with the learner’s own client. It needs scenario.",
	lesson.Check:   "A question at the end. It needs ask and options.",
}

func kindRows() []row {
	var rows []row
	for _, k := range lesson.Kinds() {
		rows = append(rows, row{Name: string(k), Says: kinds[k]})
	}
	return rows
}

// goals are examples of each subject and each part of a request.
var goals = []row{
	{Name: "redirects <= 1", Says: "How many redirects were followed. For numbers there are =, !=, <, <=, > and >=."},
	{Name: "hops = 2", Says: "How many hops the scenario has."},
	{Name: "requests = 3", Says: "How many requests were sent, preflights left out."},
	{Name: "preflights = 0", Says: "How many preflights were sent."},
	{Name: "outcome = delivered", Says: "How it ended: delivered, stopped or failed. For words there are = and !=."},
	{Name: "status = 200", Says: "The status code it ended with."},
	{Name: "url = https://shop.example/home#top", Says: "Where it ended, with the fragment."},
	{Name: "client = curl", Says: "Whose behaviour it is, by id."},
	{Name: "hop 1 status != 303", Says: "The status code of a hop of the scenario, counted from 1."},
	{Name: "last method = POST", Says: "The method of the last request."},
	{Name: "first body = same", Says: "Of the first request: the body is the whole one given (same), there is none (none), or it is another (other)."},
	{Name: "every header Authorization = present", Says: "Of every request: it carries the header (present, absent), or has it as given (same)."},
	{Name: "some origin = other", Says: "Of at least one request: it goes to the first one’s origin (same) or another (other)."},
	{Name: "later scheme = https", Says: "Of all requests but the first: the scheme."},
	{Name: "request 2 host = api.example", Says: "Of the second request: the host, with the port where there is one."},
	{Name: "last path = /home", Says: "The path of the last request."},
	{Name: "last url = https://shop.example/home", Says: "The URL that was sent to, without a fragment."},
}

func limits() []row {
	n := func(n int, what string) string { return fmt.Sprintf("at most %d %s", n, what) }
	return []row{
		{Name: "The file", Says: n(lesson.MaxFile>>10, "KiB; its scenarios, written as JSON, no more either")},
		{Name: "minutes", Says: fmt.Sprintf("from 1 to %d", lesson.MaxMinutes)},
		{Name: "A title", Says: n(lesson.MaxTitle, "bytes")},
		{Name: "An id, a scenario’s name", Says: n(lesson.MaxName, "bytes")},
		{Name: "A paragraph, a reply", Says: n(lesson.MaxText, "bytes, in one line")},
		{Name: "Paragraphs of a text, notes", Says: n(lesson.MaxParagraphs, "")},
		{Name: "objectives", Says: n(lesson.MaxObjectives, "")},
		{Name: "Scenarios", Says: n(lesson.MaxScenarios, "")},
		{Name: "steps", Says: n(lesson.MaxSteps, "")},
		{Name: "Requests in the scenarios of all steps", Says: n(lesson.MaxRequests, "")},
		{Name: "options", Says: fmt.Sprintf("from %d to %d", lesson.MinOptions, lesson.MaxOptions)},
		{Name: "Goals in one list", Says: n(lesson.MaxGoals, fmt.Sprintf("of %d bytes each", goal.MaxText))},
		{Name: "hints", Says: n(lesson.MaxHints, fmt.Sprintf("of %d bytes each", lesson.MaxHint))},
		{Name: "seen", Says: n(lesson.MaxSeen, "")},
		{Name: "sources", Says: n(lesson.MaxSources, "")},
	}
}
