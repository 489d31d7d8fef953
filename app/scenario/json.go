package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// Version is the version of the scenario format.
const Version = 1

// Decode reads a scenario from its JSON, strictly: what the format does not
// know is refused by its path, and so is what has the wrong type or passes a
// limit. A body's kind and text may be left out (text, and empty). The error
// is an Errors.
func Decode(data []byte) (Scenario, error) {
	tree, err := parse(data)
	if err != nil {
		return Scenario{}, err
	}
	var r reader
	s := r.scenario(tree)
	if len(r.errs) > 0 {
		return Scenario{}, r.errs
	}
	return Normal(s)
}

// byteOrderMark is what some editors write before UTF-8; a reader of JSON may
// ignore it (RFC 8259 section 8.1).
var byteOrderMark = []byte("\ufeff")

// parse reads JSON into maps, slices, strings, bools and json.Numbers.
// Unmarshalling into structs would take field names in any case, and its
// errors say little.
func parse(data []byte) (any, error) {
	if len(data) > MaxJSON {
		return nil, jsonError("%d bytes, at most %d", len(data), MaxJSON)
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if err := wellFormed(data); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, syntaxError(data, err)
	}
	return tree, nil
}

// wellFormed reports whether data is one JSON value and nothing else.
func wellFormed(data []byte) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return jsonError("is empty")
	}
	if !utf8.Valid(data) {
		return jsonError("is not UTF-8")
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		return syntaxError(data, err)
	}
	return nil
}

func syntaxError(data []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return jsonError("is cut off")
	}
	if int(syntax.Offset) >= len(data) && syntax.Error() == "unexpected end of JSON input" {
		return jsonError("is cut off after %d bytes", len(data))
	}
	before := data[:max(0, min(int(syntax.Offset)-1, len(data)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return jsonError("line %d, column %d: %s", line, column, syntax.Error())
}

func jsonError(format string, args ...any) error {
	return Errors{{"JSON", fmt.Sprintf(format, args...)}}
}

// document is the order in which the fields are written.
type document struct {
	Scenario int               `json:"scenario"`
	Title    string            `json:"title,omitempty"`
	Client   string            `json:"client"`
	Options  client.Options    `json:"options,omitempty"`
	Request  redirect.Request  `json:"request"`
	Hops     []redirect.Hop    `json:"hops"`
	CORS     redirect.CORSMode `json:"cors,omitempty"`
}

// Encode writes a valid scenario as JSON that Decode reads back into the same:
// indented, but for a scenario so large that the indentation alone would take
// it past MaxJSON.
func Encode(s Scenario) []byte {
	compact := compactJSON(s)
	var indented bytes.Buffer
	if json.Indent(&indented, compact, "", "  ") != nil || indented.Len() >= MaxJSON {
		return compact
	}
	indented.WriteByte('\n')
	return indented.Bytes()
}

// compactJSON writes the scenario without a space or a line end. It is empty
// for options that are none of the types Normal makes.
func compactJSON(s Scenario) []byte {
	if s.Client == "" {
		s.Client = DefaultClient
	}
	if s.Hops == nil {
		s.Hops = []redirect.Hop{}
	}
	if s.CORS == redirect.CORSAllow {
		s.CORS = ""
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false) // it is read by people, and never stands in HTML unescaped
	if encoder.Encode(document{Version, s.Title, s.Client, s.Options, s.Request, s.Hops, s.CORS}) != nil {
		return nil
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
