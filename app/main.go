// Command app is the playground as it runs in a browser, compiled to
// WebAssembly. It never names app.Handler, which would more than double it.
package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/ui"
)

func main() {
	ui.Prepare() // before anything reads the address
	ui.Route()
	app.RunWhenOnBrowser()
}
