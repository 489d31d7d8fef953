package diagram

import "github.com/hopscope/hopscope/app/redirect"

// StatusText returns the reason phrase of a status code.
func StatusText(code int) string { return redirect.StatusText(code) }
