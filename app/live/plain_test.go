package live

import (
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

// What is plain is what reading it would make of it.
func FuzzPlain(f *testing.F) {
	for _, rest := range []string{"/", "/a", "/a/b.c?d=e&f", "/..", "/.", "/a/./b", "/a/../b", "//x/y", "/a..", "/a.?/..", "/?", "/a?b?c", "/a?.", "/%41", "/a;b", "/a?/../x"} {
		f.Add(rest)
	}
	f.Fuzz(func(t *testing.T, rest string) {
		if len(rest) == 0 || rest[0] != '/' || !isPlain(rest) {
			return
		}
		u, err := redirect.ParseURL("http://any" + rest)
		if err != nil || u.Path+u.Query != rest {
			t.Errorf("%q is read as %q, %v", rest, u.Path+u.Query, err)
		}
	})
}
