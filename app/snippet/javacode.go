package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A java program: what it imports, and the lines of its main method.
func (c *script) java(imports []string, lines ...string) string {
	for _, name := range imports {
		c.line("import " + name + ";")
	}
	c.line("")
	c.line("class Send {")
	c.line("    public static void main(String[] args) throws Exception {")
	for _, l := range lines {
		c.line("        " + l)
	}
	c.line("    }")
	c.line("}")
	return c.String()
}

// javaLiteral writes a string of Java: JavaScript's, but always in double quotes.
func javaLiteral(s string) string { return literalIn(s, '"', "") }

// javaStream is a body that can be read once only.
func javaStream(text string) string {
	return "new ByteArrayInputStream(" + javaLiteral(text) + ".getBytes(StandardCharsets.UTF_8))"
}

// javaProperties are the lines that set the system properties among the options.
func (in input) javaProperties(names ...string) (lines []string) {
	for _, name := range names {
		if v, ok := in.options[name]; ok {
			lines = append(lines, "System.setProperty("+javaLiteral(name)+", "+javaLiteral(fmt.Sprint(v))+");")
		}
	}
	return lines
}

// javaSettings are calls that set the options of these names, as they are.
func (in input) javaSettings(names ...string) (calls string) {
	for _, name := range names {
		if v, ok := in.options[name]; ok {
			calls += "." + name + "(" + fmt.Sprint(v) + ")"
		}
	}
	return calls
}

// javaClientCode writes a program with java.net.http.HttpClient.
func javaClientCode(in input) string {
	var c script
	imports := []string{"java.net.*", "java.net.http.*"}
	policy := "NORMAL"
	if v, ok := in.options["followRedirects"].(string); ok {
		policy = v
	}
	lines := append(in.javaProperties("jdk.httpclient.redirects.retrylimit"),
		"var client = HttpClient.newBuilder()", "    .followRedirects(HttpClient.Redirect."+policy+")")
	if on, _ := in.options["cookieHandler"].(bool); on {
		lines = append(lines, "    .cookieHandler(new CookieManager())")
	}
	body := "noBody()"
	if b := in.Body; b != nil && b.Kind == redirect.Stream {
		imports = append([]string{"java.io.*"}, append(imports, "java.nio.charset.StandardCharsets")...)
		lines = append(lines, "    .build();", "var stream = "+javaStream(b.Text)+";")
		body = "ofInputStream(() -> stream)"
	} else {
		lines = append(lines, "    .build();")
		if b != nil {
			body = "ofString(" + javaLiteral(b.Text) + ")"
		}
	}
	lines = append(lines, "var request = HttpRequest.newBuilder(URI.create("+javaLiteral(in.URL)+"))")
	if in.Method != "GET" || in.Body != nil { // it is a GET
		lines = append(lines, "    .method("+javaLiteral(in.Method)+", HttpRequest.BodyPublishers."+body+")")
	}
	for _, h := range in.Headers {
		lines = append(lines, "    .header("+javaLiteral(h.Name)+", "+javaLiteral(h.Value)+")")
	}
	return c.java(imports, append(lines, "    .build();",
		"var response = client.send(request, HttpResponse.BodyHandlers.ofString());",
		`System.out.println(response.statusCode() + " " + response.uri());`)...)
}

// javaConnectionCode writes a program with java.net.HttpURLConnection.
func javaConnectionCode(in input) string {
	var c script
	imports := []string{"java.net.*"}
	lines := in.javaProperties("http.maxRedirects", "http.strictPostRedirect")
	if on, _ := in.options["cookieHandler"].(bool); on {
		lines = append(lines, "CookieHandler.setDefault(new CookieManager());")
	}
	lines = append(lines, "var connection = (HttpURLConnection) new URL("+javaLiteral(in.URL)+").openConnection();")
	if on, ok := in.options["instanceFollowRedirects"].(bool); ok {
		lines = append(lines, fmt.Sprintf("connection.setInstanceFollowRedirects(%t);", on))
	}
	lines = append(lines, "connection.setRequestMethod("+javaLiteral(in.Method)+");")
	for _, g := range grouped(in.Headers) {
		for i, v := range g.values {
			call := []string{"set", "add"}[min(i, 1)]
			lines = append(lines, "connection."+call+"RequestProperty("+javaLiteral(g.name)+", "+javaLiteral(v)+");")
		}
	}
	if b := in.Body; b != nil {
		imports = append(imports, "java.nio.charset.StandardCharsets")
		lines = append(lines, "connection.setDoOutput(true);")
		if b.Kind == redirect.Stream {
			lines = append(lines, "connection.setChunkedStreamingMode(0);")
		}
		lines = append(lines, "try (var out = connection.getOutputStream()) {",
			"    out.write("+javaLiteral(b.Text)+".getBytes(StandardCharsets.UTF_8));", "}")
	}
	return c.java(imports, append(lines, `System.out.println(connection.getResponseCode() + " " + connection.getURL());`)...)
}

// okHTTPCode writes a program with OkHttp.
func okHTTPCode(in input) string {
	var c script
	imports := []string{"okhttp3.*"}
	client := "var client = new OkHttpClient.Builder()" + in.javaSettings("followRedirects", "followSslRedirects")
	if on, _ := in.options["cookieJar"].(bool); on {
		imports = append([]string{"java.net.CookieManager"}, imports...)
		client += ".cookieJar(new JavaNetCookieJar(new CookieManager()))"
	}
	lines := []string{client + ".build();"}
	body := "null"
	switch b := in.Body; {
	case b == nil:
		if in.Method == "POST" || in.Method == "PUT" || in.Method == "PATCH" { // OkHttp wants one
			body = `RequestBody.create(null, "")`
		}
	case b.Kind == redirect.Stream:
		imports = append([]string{"java.io.*", "java.nio.charset.StandardCharsets"}, append(imports, "okio.*")...)
		lines = append(lines, "var stream = Okio.source("+javaStream(b.Text)+");",
			"var body = new RequestBody() {",
			"    public MediaType contentType() { return null; }",
			"    public void writeTo(BufferedSink sink) throws IOException { sink.writeAll(stream); }",
			"};")
		body = "body"
	default:
		body = "RequestBody.create(null, " + javaLiteral(b.Text) + ")"
	}
	lines = append(lines, "var request = new Request.Builder()", "    .url("+javaLiteral(in.URL)+")",
		"    .method("+javaLiteral(in.Method)+", "+body+")")
	for _, h := range in.Headers {
		lines = append(lines, "    .addHeader("+javaLiteral(h.Name)+", "+javaLiteral(h.Value)+")")
	}
	return c.java(imports, append(lines, "    .build();",
		"try (var response = client.newCall(request).execute()) {",
		`    System.out.println(response.code() + " " + response.request().url());`, "}")...)
}

// apacheCode writes a program with Apache HttpClient, in the version of the
// options.
func apacheCode(in input) string {
	var c script
	imports := []string{"java.io.*", "java.nio.charset.StandardCharsets"}
	builder, status := "ClassicRequestBuilder", "getCode()"
	of := strings.Split("client5.http.config client5.http.impl.classic core5.http.io.entity core5.http.io.support", " ")
	form, prefix := "core5.http.ContentType", "org.apache.hc."
	if in.options["version"] == "4" {
		builder, status = "RequestBuilder", "getStatusLine().getStatusCode()"
		of = strings.Split("client.config client.methods impl.client entity", " ")
		form, prefix = "entity.ContentType", "org.apache.http."
	}
	entity := ""
	switch b := in.Body; {
	case b == nil:
		imports = nil
	case b.Kind == redirect.Stream:
		entity = "InputStreamEntity(" + javaStream(b.Text) + ", null)"
	case b.Kind == redirect.Form && !in.Headers.Has("Content-Type"):
		imports = []string{prefix + form}
		entity = "StringEntity(" + javaLiteral(b.Text) + ", ContentType.APPLICATION_FORM_URLENCODED)"
	default:
		imports = imports[1:]
		entity = "StringEntity(" + javaLiteral(b.Text) + ", StandardCharsets.UTF_8)"
	}
	for _, name := range of {
		imports = append(imports, prefix+name+".*")
	}
	client := "HttpClientBuilder.create()"
	config := ""
	for _, name := range []string{"redirectsEnabled", "maxRedirects", "circularRedirectsAllowed"} {
		if v, ok := in.options[name]; ok {
			config += ".set" + strings.ToUpper(name[:1]) + name[1:] + "(" + fmt.Sprint(v) + ")"
		}
	}
	if config != "" {
		client += ".setDefaultRequestConfig(RequestConfig.custom()" + config + ".build())"
	}
	if on, _ := in.options["LaxRedirectStrategy"].(bool); on && in.options["version"] == "4" {
		client += ".setRedirectStrategy(new LaxRedirectStrategy())"
	}
	lines := []string{"var request = " + builder + ".create(" + javaLiteral(in.Method) + ")", "    .setUri(" + javaLiteral(in.URL) + ")"}
	for _, h := range in.Headers {
		lines = append(lines, "    .addHeader("+javaLiteral(h.Name)+", "+javaLiteral(h.Value)+")")
	}
	if entity != "" {
		lines = append(lines, "    .setEntity(new "+entity+")")
	}
	return c.java(imports, append(lines, "    .build();",
		"try (var client = "+client+".build()) {",
		"    var status = client.execute(request, response -> response."+status+");",
		"    System.out.println(status);", "}")...)
}
