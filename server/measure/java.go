package main

import (
	"os"
	"os/exec"
	"path/filepath"
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
		},
	},
	{
		id: "java-httpclient", program: "OpenJDK", debs: jdk,
		version: []string{"java", "-version"},
		driver:  func() driver { return javaDriver("JavaHttpClient", "-Djdk.httpclient.redirects.retrylimit=3") },
		runs:    []variant{with(client.Options{"jdk.httpclient.redirects.retrylimit": 3}, "limits")},
	},
	{
		id: "java-httpurlconnection", program: "OpenJDK", debs: jdk,
		version: []string{"java", "-version"},
		driver:  func() driver { return javaDriver("JavaHttpURLConnection", "-Dhttp.keepAlive=false") },
		runs: []variant{
			plain,
			with(client.Options{"http.strictPostRedirect": true}, "codes", "chains", "bodies"),
			with(client.Options{"instanceFollowRedirects": false}, "302-get", "302-post-body", "302-post-stream", "loop"),
			with(client.Options{"cookieHandler": true}, "cookies"),
		},
	},
	{
		id: "java-httpurlconnection", program: "OpenJDK", debs: jdk,
		version: []string{"java", "-version"},
		driver: func() driver {
			return javaDriver("JavaHttpURLConnection", "-Dhttp.keepAlive=false", "-Dhttp.maxRedirects=3")
		},
		runs: []variant{with(client.Options{"http.maxRedirects": 3}, "limits")},
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

// A compiled driver is a scripted one in Java, compiled into a folder of its own
// whenever it is started.
type compiled struct {
	scripted
	main, path string
	flags      []string
}

// javaDriver is a driver in drivers/java, with flags of the virtual machine and
// the jars it needs beside Gson.
func javaDriver(main string, args ...string) driver {
	c := &compiled{main: main, path: "/usr/share/java/gson.jar"}
	for _, a := range args {
		if strings.HasPrefix(a, "-") {
			c.flags = append(c.flags, a)
		} else {
			c.path += ":/usr/share/java/" + a
		}
	}
	return c
}

func (c *compiled) begin() error {
	if c.cmd != nil {
		return nil
	}
	classes, err := os.MkdirTemp("", "hopscope-measure")
	if err != nil {
		return err
	}
	c.dir = classes
	sources := filepath.Join(driversDir(), "java")
	javac := exec.Command("javac", "-d", classes, "-cp", c.path, "-sourcepath", sources, filepath.Join(sources, c.main+".java"))
	javac.Stderr = os.Stderr
	if err := javac.Run(); err != nil {
		return err
	}
	c.args = append(append([]string{"java", "-cp", classes + ":" + c.path}, c.flags...), c.main)
	return c.scripted.begin()
}

func (c *compiled) close() {
	c.scripted.close()
	os.RemoveAll(c.dir)
}
