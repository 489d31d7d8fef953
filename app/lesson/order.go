package lesson

import (
	"embed"
	"slices"
	"sync"
)

//go:embed files/*.json
var files embed.FS

// order is that of the lessons, each standing on those before it. A lesson is
// files/ID.json.
var order = []string{
	"two-questions",
	"post-turned-get",
	"curl-x-post",
	"post-redirect-get",
	"login-307",
	"slash-delete",
	"slash-tls",
	"put-differs",
	"body-once",
	"s3-307",
	"auth-dropped",
	"key-leak",
	"login-cookie",
	"preflight",
	"hsts-307",
	"cached-301",
}

// lessons reads the files once, when they are first asked for. They are part of
// the program, so one that cannot be read is a mistake in it; a test reads them
// all.
var lessons = sync.OnceValue(func() []*Lesson {
	var all []*Lesson
	for _, id := range order {
		data, _ := File(id)
		l, err := Decode(data)
		if err != nil {
			panic(id + ": " + err.Error())
		}
		l.ID = id
		all = append(all, l)
	}
	return all
})

// All are the lessons, in their order. They are everybody's: not to be changed.
func All() []*Lesson { return slices.Clone(lessons()) }

// Lookup returns the lesson with the id; false where there is none.
func Lookup(id string) (*Lesson, bool) {
	for _, l := range lessons() {
		if l.ID == id {
			return l, true
		}
	}
	return nil, false
}

// File returns the file of a lesson, as it is written; false where there is
// none.
func File(id string) ([]byte, bool) {
	if !isID(id) {
		return nil, false
	}
	data, err := files.ReadFile("files/" + id + ".json")
	return data, err == nil
}

//go:embed schema.json
var schema []byte

// Schema is the JSON schema of the format, for editors: it knows all but what
// takes the engine, and names that are given in another place.
func Schema() []byte { return slices.Clone(schema) }
