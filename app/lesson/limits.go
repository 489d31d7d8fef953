package lesson

// The limits of a lesson's file. Past one, an error names the line, the field,
// the limit and what was given.
const (
	MaxFile       = 256 << 10 // bytes; also of all its scenarios together, written as JSON
	MaxDepth      = 16        // of objects and lists within each other
	MaxTitle      = 120       // bytes, of a title or a name
	MaxText       = 2000      // bytes of a paragraph
	MaxParagraphs = 20        // in one text, and notes in one list
	MaxMinutes    = 180
	MaxObjectives = 10
	MaxScenarios  = 20 // those within steps counted
	MaxSteps      = 40
	MinOptions    = 2
	MaxOptions    = 6
	MaxGoals      = 20 // of a challenge, or of what holds in a step
	MaxSeen       = 20
	MaxHints      = 10
	MaxSources    = 20
	MaxURL        = 2000 // bytes, of a source
)
