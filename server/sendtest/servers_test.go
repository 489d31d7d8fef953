package sendtest

// The servers: how each runs a snippet, and which version it is.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A server is how a real server runs a snippet of one Sender.
type server struct {
	packages string   // what make tools installs it from
	version  []string // prints it
	// wrap makes the file of the snippet; nil where it is one.
	wrap func(dir, snippet string, port int) string
	// build and run are commands, in the folder with the file.
	build []string
	run   []string
}

// debianPython is the Python that Debian's packages are for.
const debianPython = "/usr/bin/python3"

var servers = map[string]server{
	"express": {
		packages: "express of server/sendtest/package.json",
		version:  []string{"node", "-p", "'Express ' + JSON.parse(fs.readFileSync('node_modules/express/package.json')).version"},
		run:      []string{"node", "server.mjs"},
	},
	"node": {
		packages: "nodejs",
		version:  []string{"node", "-p", "'Node.js ' + process.version"},
		run:      []string{"node", "server.mjs"},
	},
	"go": {
		packages: "Go",
		version:  []string{"go", "version"},
		build:    []string{"go", "build", "-o", "server", "main.go"},
		run:      []string{"./server"},
	},
	"nginx": {
		packages: "nginx",
		version:  []string{"nginx", "-v"},
		wrap:     nginxConf,
		run:      []string{"nginx", "-p", ".", "-c", "nginx.conf"},
	},
	"apache": {
		packages: "apache2-bin",
		version:  []string{"apache2", "-v"},
		wrap:     httpdConf,
		run:      []string{"apache2", "-d", ".", "-f", "httpd.conf", "-DFOREGROUND"},
	},
	"caddy": {
		packages: "caddy",
		version:  []string{"caddy", "version"},
		wrap:     caddyfile,
		run:      []string{"caddy", "run", "--config", "Caddyfile", "--adapter", "caddyfile"},
	},
	"fastapi": python("FastAPI", "fastapi", "main.py"),
	"flask":   python("Flask", "flask", "app.py"),
	"django":  python("Django", "django", "app.py"),
}

// python is a framework of a module, from Debian's package.
func python(name, module, file string) server {
	return server{
		packages: "python3-" + module,
		version: []string{debianPython, "-c", fmt.Sprintf(
			"import %[2]s, importlib.metadata; print('%[1]s', importlib.metadata.version('%[1]s'))", name, module)},
		run: []string{debianPython, file},
	}
}

// find is a program, where PATH or the system has it.
func find(program string) (string, error) {
	if strings.HasPrefix(program, "./") { // what was built
		return program, nil
	}
	path, err := exec.LookPath(program)
	if err != nil { // servers are where PATH has them for root alone
		return exec.LookPath(filepath.Join("/usr/sbin", program))
	}
	return path, nil
}

// nginxConf is a whole configuration around the snippet. All that nginx writes
// goes below dir.
func nginxConf(dir, snippet string, port int) string {
	return fmt.Sprintf(`
daemon off;
error_log stderr;
pid nginx.pid;
events {}
http {
	access_log off;
	client_body_temp_path body;
	proxy_temp_path proxy;
	fastcgi_temp_path fastcgi;
	uwsgi_temp_path uwsgi;
	scgi_temp_path scgi;
	server {
		listen 127.0.0.1:%d;
		root %s;
%s
	}
}
`, port, filepath.Join(dir, "empty"), snippet)
}

// httpdConf is a whole configuration around the snippet. As root, httpd wants
// another user for what it does.
func httpdConf(dir, snippet string, port int) string {
	modules := ""
	for _, name := range []string{"mpm_event", "authz_core", "alias"} {
		modules += fmt.Sprintf("LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n", name, name)
	}
	user := ""
	if os.Geteuid() == 0 {
		user = "User nobody\nGroup nogroup\n"
	}
	return fmt.Sprintf(`
%s%sServerName localhost
Listen 127.0.0.1:%d
PidFile %s/httpd.pid
DefaultRuntimeDir %[4]s
ErrorLog /dev/stderr
DocumentRoot %[4]s/empty
%[5]s
`, modules, user, port, dir, snippet)
}

// caddyfile is a whole configuration around the snippet.
func caddyfile(dir, snippet string, port int) string {
	return fmt.Sprintf("{\n\tadmin off\n}\nhttp://127.0.0.1:%d {\n%s\n}\n", port, snippet)
}
