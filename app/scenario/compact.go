package scenario

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The compact form of an address: base64url, without padding, of the raw
// deflated (RFC 1951) JSON of the scenario.

func deflate(data []byte) string {
	return base64.RawURLEncoding.EncodeToString(pack(data))
}

// inflate undoes deflate. It never makes more than MaxJSON bytes: a few
// kilobytes of an address could otherwise stand for gigabytes.
func inflate(text string) ([]byte, error) {
	packed, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		var at base64.CorruptInputError
		if errors.As(err, &at) && int(at) < len(text) {
			return nil, fmt.Errorf("is not base64url from character %d on", int(at)+1)
		}
		return nil, errors.New("is cut off")
	}
	in := bytes.NewReader(packed)
	data, err := io.ReadAll(io.LimitReader(flate.NewReader(in), MaxJSON+1))
	switch {
	case len(data) > MaxJSON:
		return nil, fmt.Errorf("inflates to more than %d bytes", MaxJSON)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errors.New("is cut off")
	case err != nil:
		return nil, errors.New("is not deflated data")
	case in.Len() > 0:
		return nil, fmt.Errorf("has %d bytes too many at its end", in.Len())
	}
	return data, nil
}
