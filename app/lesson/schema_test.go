package lesson

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// beyond are the broken lessons that no schema can refuse: what is given twice,
// a name that stands in another place, a number of bytes, and what only the
// scenario format knows.
var beyond = []string{
	"a name twice", "a name twice, deep",
	"an address with a fault", "an address with a client that is none", "an address that says how it is shown",
	"a scenario that is not there", "too many requests to draw", "too many with the one in a step",
	"the same reply", "the same answer",
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("lesson.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile("lesson.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemaTakesLessons: every lesson that Decode reads keeps to the schema.
func TestSchemaTakesLessons(t *testing.T) {
	s := compiled(t)
	lessons := map[string][]byte{"good": []byte(good)}
	for _, id := range names(t) {
		lessons[id], _ = File(id)
	}
	for id, data := range lessons {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(document); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// TestSchemaRefusesBroken: so that an editor says at once what Decode would.
func TestSchemaRefusesBroken(t *testing.T) {
	s := compiled(t)
	can := map[string]bool{}
	for _, says := range beyond {
		can[says] = true
	}
	refused := 0
	for _, test := range broken {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(file(t, test.old, test.new)))
		if err != nil {
			continue // no schema sees what is not JSON
		}
		err = s.Validate(document)
		switch {
		case err == nil && !can[test.says]:
			t.Errorf("%s: the schema takes it, Decode says: %s", test.says, test.want)
		case err != nil && can[test.says]:
			t.Errorf("%s: the schema refuses it after all: take it off the list", test.says)
		case err != nil:
			refused++
		}
	}
	if refused < 40 {
		t.Errorf("the schema refuses %d of the broken lessons", refused)
	}
}

// TestSchemaLimits: the limits of the schema are those of Decode.
func TestSchemaLimits(t *testing.T) {
	text := string(Schema())
	for _, want := range []string{
		fmt.Sprintf(`"minimum": 1, "maximum": %d}`, MaxMinutes),
		fmt.Sprintf(`"minItems": 1, "maxItems": %d, "items": {"$ref": "#/$defs/step"}`, MaxSteps),
		fmt.Sprintf(`"minItems": %d, "maxItems": %d,`, MinOptions, MaxOptions),
		fmt.Sprintf(`"maxProperties": %d`, MaxScenarios),
		fmt.Sprintf(`"title": {"$ref": "#/$defs/line", "maxLength": %d}`, MaxTitle),
		fmt.Sprintf(`"text": {"$ref": "#/$defs/line", "maxLength": %d}`, MaxText),
		fmt.Sprintf(`"goals": {"type": "array", "minItems": 1, "maxItems": %d,`, MaxGoals),
		fmt.Sprintf(`"type": "array", "minItems": 1, "maxItems": %d, "items": {"$ref": "#/$defs/line", "maxLength": %d}},`+"\n        \"solution\"", MaxHints, MaxHint),
		fmt.Sprintf(`"id": {"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": %d}`, MaxName),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the schema lacks %s", want)
		}
	}
}
