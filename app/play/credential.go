package play

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// credential reports whether a header carries credentials: those of HTTP
// itself, and those that services commonly invent.
func credential(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "authorization", "proxy-authorization", "cookie":
		return true
	}
	for _, part := range []string{"api-key", "apikey", "auth-", "token", "secret", "password", "session"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// credentialIn returns the name of the credential that headers carry:
// Authorization before any other, then in their order; empty: none.
func credentialIn(headers redirect.Headers) string {
	found := ""
	for _, h := range headers {
		if strings.EqualFold(h.Name, "Authorization") {
			return h.Name
		}
		if found == "" && credential(h.Name) {
			found = h.Name
		}
	}
	return found
}
