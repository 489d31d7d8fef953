package lesson

import "github.com/hopscope/hopscope/app/scenario"

// The limits of a lesson's file. Past one, an error names the line, the field,
// the limit and what was given. A challenge travels to the playground in an
// address: what is in it has the limits of that.
const (
	MaxFile       = 256 << 10          // bytes; also of all its scenarios together, written as JSON
	MaxDepth      = 16                 // of objects and lists within each other
	MaxName       = scenario.MaxLesson // bytes, of an id
	MaxTitle      = 120                // bytes
	MaxText       = 2000               // bytes of a paragraph
	MaxParagraphs = 20                 // in one text, and notes in one list
	MaxMinutes    = 180
	MaxObjectives = 10
	MaxScenarios  = 20 // those within steps counted
	MaxSteps      = 40
	MaxRequests   = 400 // that the scenarios of all steps lead to: each is drawn
	MinOptions    = 2
	MaxOptions    = 6
	MaxGoals      = scenario.MaxGoals // of a challenge, or of what holds in a step
	MaxHints      = scenario.MaxHints
	MaxHint       = scenario.MaxLine // bytes
	MaxSeen       = 20
	MaxSources    = 20
	MaxURL        = 2000 // bytes, of a source
)
