package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hopscope/hopscope/server/runs"
)

func TestSettings(t *testing.T) {
	tests := []struct {
		sentence string
		args     []string
		env      map[string]string
		check    func(c config) bool
		err      string // "": none
	}{
		{"the defaults are those of the runs", nil, nil, func(c config) bool {
			o := runs.DefaultOptions()
			return c.addr == "127.0.0.1:8080" && c.log == "text" && c.live.Runs == o.Runs && c.live.Life == o.Life &&
				c.live.Exchanges == o.Exchanges && c.live.Body == o.Body && c.live.BodyRead == o.BodyRead && c.live.Headers == o.Headers &&
				c.live.PerMinute == o.PerMinute && c.live.Watchers == o.Watchers && c.live.Memory == o.Memory
		}, ""},
		{"a flag", []string{"-live-runs", "7"}, nil, func(c config) bool { return c.live.Runs == 7 }, ""},
		{"the environment", nil, map[string]string{"HOPSCOPE_LIVE_RUNS": "8"}, func(c config) bool { return c.live.Runs == 8 }, ""},
		{"a flag has the last word", []string{"-live-runs", "7"}, map[string]string{"HOPSCOPE_LIVE_RUNS": "8"}, func(c config) bool { return c.live.Runs == 7 }, ""},
		{"the last of two flags", []string{"-live-runs", "7", "-live-runs=9"}, nil, func(c config) bool { return c.live.Runs == 9 }, ""},
		{"what is empty is not set", []string{"-log", ""}, map[string]string{"HOPSCOPE_LOG": ""}, func(c config) bool { return c.log == "text" }, ""},
		{"a size in bytes", []string{"-live-body", "1000"}, nil, func(c config) bool { return c.live.Body == 1000 }, ""},
		{"a size with its unit", []string{"-live-memory", "2GiB"}, nil, func(c config) bool { return c.live.Memory == 2<<30 }, ""},
		{"a time", []string{"-live-life", "90s"}, nil, func(c config) bool { return c.live.Life == 90*time.Second }, ""},
		{"a flag that is repeated", []string{"-alt-origin", "https://a.example", "-alt-origin", "https://b.example:8443"}, nil, func(c config) bool {
			return len(c.named) == 2 && c.named[1].String() == "https://b.example:8443"
		}, ""},
		{"a list in the environment", nil, map[string]string{"HOPSCOPE_TRUSTED_PROXY": "10.0.0.0/8, ::1"}, func(c config) bool {
			return len(c.proxies) == 2 && c.proxies[1].String() == "::1/128"
		}, ""},
		{"a network is cut to its length", []string{"-trusted-proxy", "10.1.2.3/8"}, nil, func(c config) bool { return c.proxies[0].String() == "10.0.0.0/8" }, ""},
		{"any site may frame", nil, nil, func(c config) bool { return c.ancestors == "*" }, ""},
		{"none may", []string{"-frame-ancestors", "none"}, nil, func(c config) bool { return c.ancestors == "'none'" }, ""},
		{"some may", nil, map[string]string{"HOPSCOPE_FRAME_ANCESTORS": " self  https://docs.example.org 'self' *.example.com:* http: localhost:8000 "}, func(c config) bool {
			return c.ancestors == "'self' https://docs.example.org 'self' *.example.com:* http: localhost:8000"
		}, ""},

		{"no site", []string{"-frame-ancestors", " "}, nil, nil, `frame-ancestors names no site`},
		{"none and some", []string{"-frame-ancestors", "none https://a.example"}, nil, nil, `frame-ancestors "none" is not *, 'self', none alone`},
		{"none and some, as a policy has it", []string{"-frame-ancestors", "https://a.example 'none'"}, nil, nil, `frame-ancestors "'none'" is not`},
		{"another directive", []string{"-frame-ancestors", "https://a.example; script-src *"}, nil, nil, `frame-ancestors "https://a.example;" is not`},
		{"another policy", []string{"-frame-ancestors", "https://a.example, https://b.example"}, nil, nil, `frame-ancestors "https://a.example," is not`},
		{"another header", []string{"-frame-ancestors", "https://a.example\r\nX-A: b"}, nil, nil, `frame-ancestors "X-A:" is not`},
		{"a control character", []string{"-frame-ancestors", "https://a.exam\x00ple"}, nil, nil, `frame-ancestors "https://a.exam\x00ple" is not`},
		{"a path", []string{"-frame-ancestors", "https://a.example/docs"}, nil, nil, `frame-ancestors "https://a.example/docs" is not`},
		{"another keyword", []string{"-frame-ancestors", "'unsafe-inline'"}, nil, nil, `frame-ancestors "'unsafe-inline'" is not`},
		{"a star in the middle", []string{"-frame-ancestors", "https://a.*.example"}, nil, nil, `frame-ancestors "https://a.*.example" is not`},
		{"another scheme", []string{"-frame-ancestors", "data:"}, nil, nil, `frame-ancestors "data:" is not`},
		{"letters that only look like some", []string{"-frame-ancestors", "https://аpple.example"}, nil, nil, `frame-ancestors "https://аpple.example" is not`},

		{"no number", []string{"-live-runs", "many"}, nil, nil, `live-runs "many" is not a number`},
		{"none at all", []string{"-live-runs", "0"}, nil, nil, `live-runs 0 not in range [1, 1000000]`},
		{"too many", nil, map[string]string{"HOPSCOPE_LIVE_EXCHANGES": "1001"}, nil, `live-exchanges 1001 not in range [1, 1000]`},
		{"a negative number", []string{"-live-per-minute", "-1"}, nil, nil, `live-per-minute -1 not in range [1, 1000000]`},
		{"too many watchers", []string{"-live-watchers", "10001"}, nil, nil, `live-watchers 10001 not in range [1, 10000]`},
		{"a number of another kind", []string{"-live-watchers", "1e9"}, nil, nil, `live-watchers "1e9" is not a number`},
		{"no time", []string{"-live-life", "15"}, nil, nil, `live-life "15" is not a time such as 90s or 15m`},
		{"too long a time", []string{"-live-life", "25h"}, nil, nil, `live-life in seconds 90000 not in range [1, 86400]`},
		{"no size", []string{"-live-body", "64KB"}, nil, nil, `live-body "64KB" is not a size, in bytes or such as 64KiB or 1MiB`},
		{"too large a size", []string{"-live-headers", "1MiB"}, nil, nil, `live-headers 1048576 not in range [1024, 262144]`},
		{"a size past all numbers", []string{"-live-memory", "9223372036854775807GiB"}, nil, nil, `live-memory "9223372036854775807GiB" is not a size`},
		{"a negative size", []string{"-live-body-read", "-1"}, nil, nil, `live-body-read -1 not in range [0, 1073741824]`},
		{"less is read than recorded", []string{"-live-body-read", "1KiB"}, nil, nil, "live-body-read 1024 is less than live-body 65536: what is recorded has to be read"},
		{"no network", []string{"-trusted-proxy", "proxy.local"}, nil, nil, `trusted-proxy "proxy.local" is neither an address nor a network such as 10.0.0.0/8`},
		{"one of a list is none", nil, map[string]string{"HOPSCOPE_ALT_ORIGIN": "https://a.example,b.example"}, nil, `alt-origin "b.example" is not of the form https://host or https://host:port`},
		{"a list that ends too late", []string{"-alt-origin", "https://a.example,"}, nil, nil, `alt-origin "" is not of the form`},
		{"an address without a port", []string{"-alt-addr", "localhost"}, nil, nil, `alt-addr "localhost" is not of the form host:port`},
		{"no address for the metrics", []string{"-metrics-addr", "9090"}, nil, nil, `metrics-addr "9090" is not of the form host:port`},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			c, err := configure(test.args, func(name string) string { return test.env[name] })
			switch {
			case test.err != "":
				if err == nil || !strings.HasPrefix(err.Error(), test.err) || !isUsage(err) {
					t.Errorf("error %v, want %s", err, test.err)
				}
			case err != nil:
				t.Error(err)
			case !test.check(c):
				t.Errorf("got %+v", c)
			}
		})
	}
}

// TestSettingsAreTold looks for every flag in help and in the README.
func TestSettingsAreTold(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	help := runWith(t.Context(), nil, "", "help").stdout
	for _, s := range settings() {
		if !strings.Contains(help, "\n  -"+s.flag+" "+s.value) {
			t.Errorf("help does not tell of -%s", s.flag)
		}
		if !strings.Contains(string(readme), "`-"+s.flag+"`") {
			t.Errorf("the README does not tell of -%s", s.flag)
		}
	}
	for line := range strings.Lines(help) {
		if len([]rune(line)) > 82 {
			t.Errorf("a long line: %s", line)
		}
	}
}
