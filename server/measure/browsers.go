package main

import (
	"os"
	"os/exec"
	"path/filepath"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
)

// The browsers.

// An engine is a browser as it is started.
type engine struct {
	name, program string // name as the profiles have it
	debs          []string
	version       []string
	command       func(profile, url string) (*exec.Cmd, error)
}

var engines = []engine{
	{
		name: "chromium", program: "Chromium", debs: []string{"chromium"}, version: []string{"chromium", "--version"},
		command: func(profile, url string) (*exec.Cmd, error) {
			return exec.Command("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-popup-blocking", "--disable-auto-reload",
				"--no-proxy-server", "--user-data-dir="+profile, url), nil
		},
	},
	{
		name: "firefox", program: "Firefox", debs: []string{"firefox-esr"}, version: []string{"firefox-esr", "--version"},
		command: func(profile, url string) (*exec.Cmd, error) {
			if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(firefoxPrefs), 0o600); err != nil {
				return nil, err
			}
			return exec.Command("firefox-esr", "--headless", "--no-remote", "--profile", profile, url), nil
		},
	},
	{
		name: "webkit", program: "WebKitGTK", debs: []string{"libwebkit2gtk-4.1-0", "xvfb", "xauth"},
		version: []string{"xvfb-run", "--auto-servernum", miniBrowser, "--version"},
		command: func(profile, url string) (*exec.Cmd, error) {
			cmd := exec.Command("xvfb-run", "--auto-servernum", miniBrowser, "--javascript-can-open-windows-automatically=true", url)
			cmd.Env = []string{"WEBKIT_DISABLE_COMPOSITING_MODE=1", "LIBGL_ALWAYS_SOFTWARE=1", "GSETTINGS_BACKEND=memory", "NO_AT_BRIDGE=1"}
			return cmd, nil
		},
	},
}

// miniBrowser is the browser that comes with WebKitGTK.
const miniBrowser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"

// firefoxPrefs keep Firefox from asking anybody for anything of its own, and let
// the page open windows.
const firefoxPrefs = `
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.region.update.enabled", false);
user_pref("browser.safebrowsing.blockedURIs.enabled", false);
user_pref("browser.safebrowsing.downloads.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.search.update", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.startup.page", 0);
user_pref("datareporting.healthreport.uploadEnabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("dom.disable_open_during_load", false);
user_pref("dom.push.enabled", false);
user_pref("dom.security.https_first", false);
user_pref("dom.security.https_first_schemeless", false);
user_pref("dom.security.https_only_mode", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("extensions.systemAddon.update.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.dns.disablePrefetch", true);
user_pref("network.prefetch-next", false);
user_pref("network.proxy.type", 0);
user_pref("network.trr.mode", 5);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("toolkit.telemetry.enabled", false);
user_pref("toolkit.telemetry.unified", false);
user_pref("toolkit.telemetry.server", "");
user_pref("trailhead.firstrun.didSeeAboutWelcome", true);
`

var browsers = browserSubjects()

func browserSubjects() (list []subject) {
	for _, e := range engines {
		for _, way := range []struct {
			id   string
			runs []variant
		}{{"fetch", fetchRuns(e.name)}, {"form", formRuns(e.name)}} {
			list = append(list, subject{
				id: way.id, program: e.program, debs: e.debs, version: e.version,
				driver: func() driver { return &browser{way: way.id, command: e.command} },
				runs:   way.runs,
			})
		}
	}
	return list
}

// browserPlain is a browser as it comes: with what only browsers are asked, but
// for what needs a page that is named.
func browserPlain(engine string) variant {
	return variant{client.Options{"engine": engine}, func(c evidence.Case) bool { return c.Group != evidence.CORS }}
}

// inPage is with, in a page of the first origin.
func inPage(engine string, options client.Options, groups ...string) variant {
	options["engine"], options["page"] = engine, evidence.Home+"/"
	return with(options, groups...)
}

func fetchRuns(engine string) []variant {
	set := func(name, value string, groups ...string) variant {
		return with(client.Options{"engine": engine, name: value}, groups...)
	}
	return []variant{
		browserPlain(engine),
		inPage(engine, client.Options{}, "cors"),
		set("redirect", "manual", "302-get", "302-post-body", "302-get-to-host", "location-missing-302", "location-empty", "loop"),
		set("redirect", "error", "302-get", "302-post-body", "302-get-to-host", "location-missing-302", "location-empty", "loop"),
		set("credentials", "include", "borders", "chains", "cookies"),
		inPage(engine, client.Options{"credentials": "include"}, "cors"),
		set("credentials", "omit", "borders", "cookies"),
		set("mode", "no-cors", "borders", "chains", "bodies"),
		inPage(engine, client.Options{"mode": "no-cors"}, "cors"),
		set("mode", "same-origin", "borders"),
		inPage(engine, client.Options{"mode": "same-origin"}, "cors"),
	}
}

func formRuns(engine string) []variant {
	return []variant{
		browserPlain(engine),
		inPage(engine, client.Options{}, "cors"),
	}
}
