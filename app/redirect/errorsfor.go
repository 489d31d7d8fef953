package redirect

// ErrorsFor are errors that differ by something: by a fault, a scheme, a method.
// They are a list rather than a map, since the profiles are built in a browser,
// where a map's literal is ten times the code.
type ErrorsFor[K comparable] []ErrorFor[K]

// An ErrorFor is what the client's user sees for one of them.
type ErrorFor[K comparable] struct {
	For  K
	Text ErrorText
}

// Lookup returns the error for k, and whether there is one.
func (e ErrorsFor[K]) Lookup(k K) (ErrorText, bool) {
	for _, one := range e {
		if one.For == k {
			return one.Text, true
		}
	}
	return "", false
}
