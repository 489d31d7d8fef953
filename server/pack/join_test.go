package main

import "testing"

func TestJoinData(t *testing.T) {
	const (
		header = "\x00asm\x01\x00\x00\x00"
		code   = "\x0a\x03abc"
	)
	tests := []struct {
		sentence   string
		give, want string
		err        string
	}{
		{sentence: "no section at all", give: header, want: header},
		{sentence: "no data", give: header + code, want: header + code},
		{sentence: "a data section without data", give: header + "\x0b\x01\x00", want: header + "\x0b\x01\x00"},
		{
			sentence: "one piece stays as it is, and so do the other sections",
			give:     header + code + "\x0b\x08\x01\x00\x41\x05\x0b\x02hi" + code,
			want:     header + code + "\x0b\x08\x01\x00\x41\x05\x0b\x02hi" + code,
		},
		{
			sentence: "pieces in any order, with zeros between them",
			give:     header + "\x0b\x0f\x02" + "\x00\x41\x0a\x0b\x02yo" + "\x00\x41\x05\x0b\x02hi",
			want:     header + "\x0b\x0d\x01" + "\x00\x41\x05\x0b\x07hi\x00\x00\x00yo",
		},
		{
			sentence: "an address of two bytes, whose sign needs a third",
			give:     header + "\x0b\x0a\x01" + "\x00\x41\xc0\x80\x00\x0b\x02hi",
			want:     header + "\x0b\x09\x01" + "\x00\x41\xc0\x00\x0b\x02hi",
		},
		{sentence: "no header", give: "\x00asm", err: "app.wasm is cut off"},
		{sentence: "a section that is cut off", give: header + "\x0a\x04abc", err: "app.wasm is cut off"},
		{sentence: "a piece that is cut off", give: header + "\x0b\x07\x01\x00\x41\x05\x0b\x03h", err: "app.wasm is cut off"},
		{sentence: "a length that is cut off", give: header + "\x0b\x80", err: "app.wasm has a number that is cut off or too large"},
		{
			sentence: "data for another memory",
			give:     header + "\x0b\x08\x01\x01\x41\x05\x0b\x02hi",
			err:      "data for memory 1 at an address of kind 0x41, not at a number in memory 0",
		},
		{
			sentence: "data at an address that is not a number",
			give:     header + "\x0b\x08\x01\x00\x23\x05\x0b\x02hi",
			err:      "data for memory 0 at an address of kind 0x23, not at a number in memory 0",
		},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			got, err := joinData([]byte(test.give))
			if test.err != "" {
				if err == nil || err.Error() != test.err {
					t.Errorf("the error is %v, want %s", err, test.err)
				}
				return
			}
			if err != nil || string(got) != test.want {
				t.Errorf("%q, %v, want %q", got, err, test.want)
			}
		})
	}
}
