package browsertest

// The site of files, as hopscope export writes it: a plain file server has it under a
// path, and it passes the tests of the site that a server writes.

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path"
	"strings"
	"sync"
	"testing"
)

// staticBase is the path that the site of files stands under.
const staticBase = "/hopscope"

// A fileServer is a host of files that knows nothing of the site.
type fileServer struct {
	*httptest.Server

	mu    sync.Mutex
	wrong []string // what it was asked for and could not answer at once
}

// startFiles exports the site and serves it.
func startFiles(t *testing.T) *fileServer {
	t.Helper()
	dir := t.TempDir()
	if output, err := exec.Command(binary, "export", "-base", staticBase+"/", dir).CombinedOutput(); err != nil {
		t.Fatalf("hopscope export: %v: %s", err, output)
	}
	files := http.StripPrefix(staticBase, http.FileServer(http.Dir(dir)))
	s := &fileServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" { // of the host; browsers ask for it beside a text
			w.WriteHeader(http.StatusNoContent)
			return
		}
		answer := &answered{ResponseWriter: w, status: http.StatusOK}
		files.ServeHTTP(answer, r)
		if answer.status >= 300 && answer.status != http.StatusNotModified {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.wrong = append(s.wrong, fmt.Sprintf("%s %s is answered with %d", r.Method, r.URL, answer.status))
		}
	}))
	t.Cleanup(s.Close)
	ours.Store(strings.TrimPrefix(s.URL, "http://"), true)
	return s
}

// An answered is a ResponseWriter that keeps the status.
type answered struct {
	http.ResponseWriter
	status int
}

func (a *answered) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

// told returns what the host could not answer since it was last asked.
func (s *fileServer) told() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	wrong := s.wrong
	s.wrong = nil
	return wrong
}

// use makes the tests open its pages until the test ends.
func (s *fileServer) use(t *testing.T) {
	before, beforeAddress := siteURL, addressOf
	siteURL, addressOf = s.URL+staticBase, fileAddress
	t.Cleanup(func() { siteURL, addressOf = before, beforeAddress })
}

// fileAddress is the address of a page that ends as its file does.
func fileAddress(address string) string {
	p, behind := address, ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		p, behind = address[:i], address[i:]
	}
	if path.Ext(p) == "" && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	return p + behind
}

// staticTests are those of the site that a server writes. Left out are those of live
// runs and of lessons of one's own, which take a server; those that start servers of
// their own, or print; and those of how pages look at each width, as their style is
// the same file.
var staticTests = []struct {
	name string
	run  func(*testing.T)
}{
	{"Loads", TestLoads},
	{"StepsWithTheMouse", TestStepsWithTheMouse},
	{"StepsWithTheKeys", TestStepsWithTheKeys},
	{"KeyboardAlone", TestKeyboardAlone},
	{"ChangesTheCode", TestChangesTheCode},
	{"ChangesTheClient", TestChangesTheClient},
	{"Shares", TestShares},
	{"ComesBack", TestComesBack},
	{"LeavesAtOnce", TestLeavesAtOnce},
	{"StepInPlace", TestStepInPlace},
	{"Themes", TestThemes},
	{"ReducedMotion", TestReducedMotion},
	{"Announces", TestAnnounces},
	{"DoesNotJump", TestDoesNotJump},
	{"Challenge", TestChallenge},
	{"ChallengeWithoutStorage", TestChallengeWithoutStorage},
	{"ClientsMatrix", TestClientsMatrix},
	{"ClientsKeys", TestClientsKeys},
	{"CodesFromThePlayground", TestCodesFromThePlayground},
	{"CodesGuideKeys", TestCodesGuideKeys},
	{"CodesWithoutJavaScript", TestCodesWithoutJavaScript},
	{"CodesOpenAndCopy", TestCodesOpenAndCopy},
	{"LessonKeys", TestLessonKeys},
	{"LessonPrediction", TestLessonPrediction},
	{"LessonWithoutJavaScript", TestLessonWithoutJavaScript},
	{"LessonProgress", TestLessonProgress},
	{"LessonProgressBroken", TestLessonProgressBroken},
	{"LessonStorageRefused", TestLessonStorageRefused},
	{"Present", TestPresent},
	{"PresentLoop", TestPresentLoop},
	{"TeachersWindow", TestTeachersWindow},
	{"StorageRefused", TestStorageRefused},
	{"SavedWorkBroken", TestSavedWorkBroken},
	{"HostileAddresses", TestHostileAddresses},
	{"WorkshopKeepsNothing", TestWorkshopKeepsNothing},
	{"WorkshopPages", TestWorkshopPages},

	{"files say what takes a server", testSaysWhatTakesAServer},
	{"files show no other scenario", testShowsNoOther},
	{"files in a frame", testFilesInAFrame},
	{"files in an element", testFilesInAnElement},
}

func TestStatic(t *testing.T) {
	s := startFiles(t)
	s.use(t)
	for _, test := range staticTests {
		t.Run(test.name, func(t *testing.T) {
			test.run(t)
			for _, wrong := range s.told() {
				t.Error(wrong)
			}
		})
	}
	t.Run("files without a network", func(t *testing.T) { testFilesOffline(t, s) }) // the last one: it stops the host
}

// testSaysWhatTakesAServer comes by all that a host of files cannot do.
func testSaysWhatTakesAServer(t *testing.T) {
	p := newPage(t)
	p.open("/#method=PUT&hop=308,/moved")
	p.clickOn("details.live > summary")
	p.expect("details.live", "This site is files alone")
	if eval[bool](p, `[...document.querySelectorAll("details.live button")].some((b) => b.checkVisibility())`) {
		t.Error("something can be pressed that takes a server")
	}
	p.click("button", "Share")
	p.wait("the link is there", `document.getElementById("share.link")?.value`)
	if eval[bool](p, `[...document.querySelectorAll("dialog a")].some((a) => a.textContent === "Make a lesson of it" && a.checkVisibility())`) {
		t.Error("a link leads to the author's page, which is not there")
	}
	p.press("\u001b")
	p.clickOn(`.nav a[href^="` + at("/live") + `"]`)
	p.expect("h1", "Live runs need a server")
	p.wait("the links take the scenario along", `[...document.querySelectorAll("a[data-along]")].every((a) => a.hash.includes("hop=308,/moved"))`)
	p.theme("light")
	p.axe()
	p.theme("dark")
	p.axe()
	p.click("link", "Step through it in the playground")
	p.ready()
	p.expect(".card.hops", "308 Permanent Redirect")

	p.goToKind("real")
	p.expect(".lesson-step:not([hidden]) .real", "This site is files alone")
	p.click("link", "How to do it for real")
	p.expect("h1", "Live runs need a server")

	p.goTo("/lessons")
	if eval[bool](p, `Boolean(document.querySelector("a[href*='/own'], a[href*='/author']"))`) {
		t.Error("a link leads to lessons of one's own, which take a server")
	}
}

// testShowsNoOther opens a scenario that the file does not have, where the app that
// would draw it never comes.
func testShowsNoOther(t *testing.T) {
	const seen = `document.querySelector("main").checkVisibility({ visibilityProperty: true })`
	p := newPage(t)
	p.before(`delete window.WebAssembly`)
	p.goTo("/?scenario=loop")
	p.expect(".notices", "the scenario of this address cannot be shown")
	if eval[bool](p, seen) {
		t.Error("another scenario is shown than that of the address")
	}
	p.goTo("/")
	p.expect(".notices", "the journey can be read")
	if !eval[bool](p, seen) {
		t.Error("the file's own scenario is not shown")
	}
	p.forget("preloaded using link preload") // Chromium: it was fetched for nothing
}

// testFilesInAFrame opens the page for frames, by itself.
func testFilesInAFrame(t *testing.T) {
	p := newPage(t)
	p.open("/embed?method=DELETE&url=https://frame.example/x&hop=307,/y")
	p.expect("#diagram", "frame.example")
	p.click("button", "Step")
	p.expect(".transport .count", "step 2 of")
	p.wait("the way out leads to the playground", `document.getElementById("open").pathname === "`+at("/")+`" && document.getElementById("open").hash.includes("frame.example")`)
}

// testFilesInAnElement plays one in the page of somebody else.
func testFilesInAnElement(t *testing.T) {
	p := newPage(t)
	p.openAuthor(author(t, "", `<script src="`+siteURL+`/embed-1.js" defer></script>`,
		`<hop-scope scenario="loop" picture="`+siteURL+`/pictures/loop.svg" lazy>A loop</hop-scope>`))
	p.wait("the picture is shown", `shown("img")`)
	p.click("button", "Step through it: A loop")
	p.wait("it plays", `shown("iframe") && inside(".live")`)
	if text := inFrame[string](p, "/embed/?", 0, `document.body.innerText`); !strings.Contains(text, "https://example.com") {
		t.Errorf("another scenario is in the frame: %.500q", text)
	}
}

// testFilesOffline stops the host after a visit, and comes back.
func testFilesOffline(t *testing.T, s *fileServer) {
	p := newPage(t)
	p.open("/")
	scope := eval[string](p, `navigator.serviceWorker.ready.then((r) => new URL(r.scope).pathname)`)
	if scope != staticBase+"/" {
		t.Errorf("the service worker is in charge of %s", scope)
	}
	p.wait("the service worker is in charge", `navigator.serviceWorker.controller`)
	s.Close()
	p.open("/?method=DELETE&url=https://offline.example/x&hop=307,/y")
	p.expect("#diagram", "offline.example")
	p.forget("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "fetching the script")
}
