package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// MaxInput is how many bytes DecodeAll reads.
const MaxInput = 64 << 20

// DecodeAll reads one scenario, a JSON array of scenarios or JSON lines, in
// order. One that is unusable makes the whole unusable; the error is then an
// Errors that numbers the scenarios from 1, or that of the reader.
func DecodeAll(in io.Reader) ([]Scenario, error) {
	data, err := io.ReadAll(io.LimitReader(in, MaxInput+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxInput {
		return nil, jsonError("more than %d bytes", MaxInput)
	}
	documents, err := split(data)
	if err != nil {
		return nil, err
	}
	all := make([]Scenario, len(documents))
	var errs Errors
	for i, document := range documents {
		if all[i], err = Decode(document); err == nil {
			continue
		}
		for _, fault := range Faults(err) {
			if len(documents) > 1 {
				fault.Field = fmt.Sprintf("scenario %d: %s", i+1, fault.Field)
			}
			errs.add(fault.Field, fault.Text)
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return all, nil
}

// split returns the items of an array, or the values that stand one after the
// other.
func split(data []byte) ([]json.RawMessage, error) {
	data = bytes.TrimPrefix(data, byteOrderMark)
	start := bytes.TrimLeft(data, " \t\r\n")
	if len(start) == 0 {
		return nil, jsonError("is empty")
	}
	var documents []json.RawMessage
	if start[0] == '[' {
		if err := json.Unmarshal(data, &documents); err != nil {
			return nil, syntaxError(data, err)
		}
		return documents, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	for {
		var one json.RawMessage
		err := decoder.Decode(&one)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, syntaxError(data, err)
		}
		documents = append(documents, one)
	}
}
