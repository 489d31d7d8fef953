// Command hello is the smallest page that go-app makes. The benchmarks measure
// it beside the playground, to tell what go-app costs from what we add. In a
// browser it is the page; natively it serves it, from app.wasm.br in the
// directory that it is given.
package main

import "github.com/maxence-charriere/go-app/v9/pkg/app"

type hello struct{ app.Compo }

func (h *hello) Render() app.UI { return app.H1().ID("hello").Text("Hello") }

func main() {
	app.Route("/", &hello{})
	app.RunWhenOnBrowser()
	serve()
}
