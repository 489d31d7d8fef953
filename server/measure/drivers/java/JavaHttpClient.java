import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The driver of java.net.http.HttpClient. */
class JavaHttpClient {
    public static void main(String[] args) throws Exception {
        Serve.serve(JavaHttpClient::send);
    }

    static Serve.Answer send(Serve.Job job) throws Exception {
        HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.valueOf((String) job.option("followRedirects", "NORMAL")));
        if (job.flag("cookieHandler", false)) {
            builder.cookieHandler(new CookieManager());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(job.url)); // it is a GET
        if (!job.method.equals("GET") || job.body != null) {
            request.method(job.method, body(job.body));
        }
        job.typedHeaders().forEach(request::header);
        HttpResponse<String> response = builder.build().send(request.build(), BodyHandlers.ofString());
        return new Serve.Answer(response.statusCode(), response.uri().toString());
    }

    static BodyPublisher body(Serve.Body body) {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        if (body.isStream()) {
            InputStream stream = body.stream();
            return BodyPublishers.ofInputStream(() -> stream);
        }
        return BodyPublishers.ofString(body.text);
    }
}
