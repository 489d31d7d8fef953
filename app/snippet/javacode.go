package snippet

// javaMain stands between the imports of a program and its lines.
const javaMain = `
|
|class Send {
|    public static void main(String[] args) throws Exception {
`

const javaEnd = `
|    }
|}
`

// javaLiteral writes a string of Java: JavaScript's, but always in double quotes.
func javaLiteral(s string) string { return literalIn(s, '"', "") }

// java.net.http.HttpClient
const javaClientText = `
body=stream |import java.io.*;
            |import java.net.*;
            |import java.net.http.*;
body=stream |import java.nio.charset.StandardCharsets;
` + javaMain + `
jdk.httpclient.redirects.retrylimit |        System.setProperty("jdk.httpclient.redirects.retrylimit", "{{jdk.httpclient.redirects.retrylimit}}");
                       |        var client = HttpClient.newBuilder()
                       |            .followRedirects(HttpClient.Redirect.\
followRedirects=NEVER  |NEVER)
followRedirects=ALWAYS |ALWAYS)
!followRedirects=NEVER,ALWAYS |NORMAL)
cookieHandler=true     |            .cookieHandler(new CookieManager())
                       |            .build();
body=stream            |        var stream = new ByteArrayInputStream({{text}}.getBytes(StandardCharsets.UTF_8));
                       |        var request = HttpRequest.newBuilder(URI.create({{url}}))
!body !method=GET      |            .method({{method}}, HttpRequest.BodyPublishers.noBody())
body=stream            |            .method({{method}}, HttpRequest.BodyPublishers.ofInputStream(() -> stream))
body !body=stream      |            .method({{method}}, HttpRequest.BodyPublishers.ofString({{text}}))
each header            |            .header({{name}}, {{value}})
                       |            .build();
                       |        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
                       |        System.out.println(response.statusCode() + " " + response.uri());
` + javaEnd

// java.net.HttpURLConnection
const javaConnectionText = `
     |import java.net.*;
body |import java.nio.charset.StandardCharsets;
` + javaMain + `
http.maxRedirects       |        System.setProperty("http.maxRedirects", "{{http.maxRedirects}}");
http.strictPostRedirect |        System.setProperty("http.strictPostRedirect", "{{http.strictPostRedirect}}");
cookieHandler=true      |        CookieHandler.setDefault(new CookieManager());
                        |        var connection = (HttpURLConnection) new URL({{url}}).openConnection();
instanceFollowRedirects |        connection.setInstanceFollowRedirects({{instanceFollowRedirects}});
                        |        connection.setRequestMethod({{method}});
each sorted !again      |        connection.setRequestProperty({{name}}, {{value}});
each sorted again       |        connection.addRequestProperty({{name}}, {{value}});
body                    |        connection.setDoOutput(true);
body=stream             |        connection.setChunkedStreamingMode(0);
body                    |        try (var out = connection.getOutputStream()) {
body                    |            out.write({{text}}.getBytes(StandardCharsets.UTF_8));
body                    |        }
                        |        System.out.println(connection.getResponseCode() + " " + connection.getURL());
` + javaEnd

// OkHttp wants a body with some methods.
const okHTTPText = `
body=stream    |import java.io.*;
body=stream    |import java.nio.charset.StandardCharsets;
cookieJar=true |import java.net.CookieManager;
               |import okhttp3.*;
body=stream    |import okio.*;
` + javaMain + `
                   |        var client = new OkHttpClient.Builder()\
followRedirects    |.followRedirects({{followRedirects}})\
followSslRedirects |.followSslRedirects({{followSslRedirects}})\
cookieJar=true     |.cookieJar(new JavaNetCookieJar(new CookieManager()))\
                   |.build();
body=stream        |        var stream = Okio.source(new ByteArrayInputStream({{text}}.getBytes(StandardCharsets.UTF_8)));
body=stream        |        var body = new RequestBody() {
body=stream        |            public MediaType contentType() { return null; }
body=stream        |            public void writeTo(BufferedSink sink) throws IOException { sink.writeAll(stream); }
body=stream        |        };
                   |        var request = new Request.Builder()
                   |            .url({{url}})
                   |            .method({{method}}, \
!body method=POST,PUT,PATCH  |RequestBody.create(null, "")\
!body !method=POST,PUT,PATCH |null\
body=stream        |body\
body !body=stream  |RequestBody.create(null, {{text}})\
                   |)
each header        |            .addHeader({{name}}, {{value}})
                   |            .build();
                   |        try (var response = client.newCall(request).execute()) {
                   |            System.out.println(response.code() + " " + response.request().url());
                   |        }
` + javaEnd

// Apache HttpClient, in the version of the options.
const apacheText = `
body=stream                |import java.io.*;
body !body=form            |import java.nio.charset.StandardCharsets;
body=form typed            |import java.nio.charset.StandardCharsets;
!version=4 body=form !typed |import org.apache.hc.core5.http.ContentType;
!version=4                 |import org.apache.hc.client5.http.config.*;
!version=4                 |import org.apache.hc.client5.http.impl.classic.*;
!version=4                 |import org.apache.hc.core5.http.io.entity.*;
!version=4                 |import org.apache.hc.core5.http.io.support.*;
version=4 body=form !typed |import org.apache.http.entity.ContentType;
version=4                  |import org.apache.http.client.config.*;
version=4                  |import org.apache.http.client.methods.*;
version=4                  |import org.apache.http.impl.client.*;
version=4                  |import org.apache.http.entity.*;
` + javaMain + `
!version=4               |        var request = ClassicRequestBuilder.create({{method}})
version=4                |        var request = RequestBuilder.create({{method}})
                         |            .setUri({{url}})
each header              |            .addHeader({{name}}, {{value}})
body=stream              |            .setEntity(new InputStreamEntity(new ByteArrayInputStream({{text}}.getBytes(StandardCharsets.UTF_8)), null))
body=form !typed         |            .setEntity(new StringEntity({{text}}, ContentType.APPLICATION_FORM_URLENCODED))
body=form typed          |            .setEntity(new StringEntity({{text}}, StandardCharsets.UTF_8))
body !body=form,stream   |            .setEntity(new StringEntity({{text}}, StandardCharsets.UTF_8))
                         |            .build();
                         |        try (var client = HttpClientBuilder.create()\
redirectsEnabled,maxRedirects,circularRedirectsAllowed |.setDefaultRequestConfig(RequestConfig.custom()\
redirectsEnabled         |.setRedirectsEnabled({{redirectsEnabled}})\
maxRedirects             |.setMaxRedirects({{maxRedirects}})\
circularRedirectsAllowed |.setCircularRedirectsAllowed({{circularRedirectsAllowed}})\
redirectsEnabled,maxRedirects,circularRedirectsAllowed |.build())\
version=4 LaxRedirectStrategy=true                     |.setRedirectStrategy(new LaxRedirectStrategy())\
                         |.build()) {
!version=4               |            var status = client.execute(request, response -> response.getCode());
version=4                |            var status = client.execute(request, response -> response.getStatusLine().getStatusCode());
                         |            System.out.println(status);
                         |        }
` + javaEnd
