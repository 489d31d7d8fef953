package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
)

// Clients in Java: the JDK's own, and libraries, all from Debian's packages.

var jdk = []string{"default-jdk-headless", "libgoogle-gson-java"}

var java = []subject{
	{
		id: "java-httpclient", program: "OpenJDK", debs: jdk,
		version: []string{"java", "-version"},
		driver:  func() driver { return javaDriver("JavaHttpClient") },
		runs: []variant{
			plain,
			with(client.Options{"followRedirects": "ALWAYS"}, "limits", "302-get", "302-post-body", "location-unknown-scheme", "location-ftp"),
			with(client.Options{"followRedirects": "NEVER"}, "302-get", "302-post-body", "loop", "location-missing-302"),
			with(client.Options{"cookieHandler": true}, "cookies"),
			with(client.Options{"jdk.httpclient.redirects.retrylimit": 3}, "limits"),
		},
	},
	{
		id: "java-httpurlconnection", program: "OpenJDK", debs: jdk,
		version: []string{"java", "-version"},
		driver:  func() driver { return javaDriver("JavaHttpURLConnection") },
		runs: []variant{
			plain,
			with(client.Options{"http.strictPostRedirect": true}, "codes", "chains", "bodies"),
			with(client.Options{"instanceFollowRedirects": false}, "302-get", "302-post-body", "302-post-stream", "loop"),
			with(client.Options{"cookieHandler": true}, "cookies"),
			with(client.Options{"http.maxRedirects": 3}, "limits"),
		},
	},
	{
		id: "okhttp", program: "OkHttp", debs: append([]string{"libokhttp-java"}, jdk...),
		version: debianVersion("libokhttp-java"), with: []string{"java", "-version"}, beneath: "OpenJDK",
		driver: func() driver { return javaDriver("OkHttp", "okhttp.jar", "okhttp-urlconnection.jar", "okio.jar") },
		runs: []variant{
			plain,
			with(client.Options{"followRedirects": false}, "302-get", "302-post-body", "loop"),
			with(client.Options{"cookieJar": true}, "cookies"),
		},
	},
	{
		id: "apache-httpclient", program: "Apache HttpClient", debs: append([]string{"libhttpclient5-java", "libslf4j-java"}, jdk...),
		version: debianVersion("libhttpclient5-java"), with: []string{"java", "-version"}, beneath: "OpenJDK",
		driver: func() driver {
			return javaDriver("ApacheHttpClient5", "httpclient5.jar", "httpcore5.jar", "httpcore5-h2.jar", "slf4j-api.jar", "slf4j-nop.jar")
		},
		runs: []variant{
			plain,
			with(client.Options{"maxRedirects": 2}, "limits"),
			with(client.Options{"circularRedirectsAllowed": true}, "limits"),
			with(client.Options{"redirectsEnabled": false}, "302-get", "302-post-body", "loop", "302-post-stream"),
		},
	},
	{
		id: "apache-httpclient", program: "Apache HttpClient", debs: append([]string{"libhttpclient-java"}, jdk...),
		version: debianVersion("libhttpclient-java"), with: []string{"java", "-version"}, beneath: "OpenJDK",
		driver: func() driver {
			return javaDriver("ApacheHttpClient4", "httpclient.jar", "httpcore.jar", "commons-logging.jar", "commons-codec.jar")
		},
		runs: []variant{
			{client.Options{"version": "4"}, plain.cases},
			with(client.Options{"version": "4", "LaxRedirectStrategy": true}, "codes", "borders", "chains", "bodies", "described-302"),
			with(client.Options{"version": "4", "maxRedirects": 2}, "limits"),
			with(client.Options{"version": "4", "circularRedirectsAllowed": true}, "limits"),
			with(client.Options{"version": "4", "redirectsEnabled": false}, "302-get", "302-post-body", "loop", "302-post-stream"),
		},
	},
}

// debianVersion prints the version of what a package holds, without Debian's own
// count.
func debianVersion(deb string) []string {
	return []string{"dpkg-query", "-W", "-f", "${source:Upstream-Version}", deb}
}

// A compiled driver is a scripted one in Java, compiled into a folder of its own.
type compiled struct {
	scripted
	main, path string
	properties []string // of the virtual machine that runs
}

// javaDriver is a driver in drivers/java, with the jars it needs beside Gson.
func javaDriver(main string, jars ...string) driver {
	c := &compiled{main: main, path: "/usr/share/java/gson.jar"}
	for _, jar := range jars {
		c.path += ":/usr/share/java/" + jar
	}
	return c
}

func (c *compiled) begin() error {
	if c.dir == "" {
		classes, err := os.MkdirTemp("", "hopscope-measure")
		if err != nil {
			return err
		}
		c.dir = classes
		sources := filepath.Join(driversDir(), "java")
		javac := exec.Command("javac", "-d", classes, "-cp", c.path, "-sourcepath", sources, filepath.Join(sources, c.main+".java"))
		if out, err := javac.CombinedOutput(); err != nil {
			return fmt.Errorf("javac: %w: %s", err, out)
		}
	}
	c.args = slices.Concat([]string{"java", "-cp", c.dir + ":" + c.path}, c.properties, []string{c.main})
	return c.scripted.begin()
}

// send starts another virtual machine where the options ask for other system
// properties: some are read once only.
func (c *compiled) send(ctx context.Context, j job) (answer, error) {
	if p := properties(j); !slices.Equal(p, c.properties) {
		c.scripted.close()
		c.properties = p
		if err := c.begin(); err != nil {
			return answer{}, err
		}
	}
	return c.scripted.send(ctx, j)
}

// properties are the options that are system properties, as flags: their names
// have dots.
func properties(j job) (flags []string) {
	for _, name := range slices.Sorted(maps.Keys(j.Options)) {
		if strings.Contains(name, ".") {
			flags = append(flags, fmt.Sprintf("-D%s=%v", name, j.Options[name]))
		}
	}
	return flags
}

func (c *compiled) close() {
	c.scripted.close()
	if c.dir != "" {
		os.RemoveAll(c.dir)
	}
}
