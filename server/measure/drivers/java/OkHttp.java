import java.io.IOException;
import java.net.CookieManager;
import okhttp3.JavaNetCookieJar;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;

/** The driver of OkHttp. */
class OkHttp {
    public static void main(String[] args) throws Exception {
        Serve.serve(OkHttp::send);
    }

    static Serve.Answer send(Serve.Job job) throws Exception {
        OkHttpClient.Builder client = new OkHttpClient.Builder().followRedirects(job.flag("followRedirects", true));
        if (job.flag("cookieJar", false)) {
            client.cookieJar(new JavaNetCookieJar(new CookieManager()));
        }
        Request.Builder request = new Request.Builder().url(job.url);
        job.headers().forEach(request::addHeader);
        request.method(job.method, body(job));
        try (Response response = client.build().newCall(request.build()).execute()) {
            response.body().bytes();
            return new Serve.Answer(response.code(), response.request().url().toString());
        }
    }

    /** The body. OkHttp asks for one, even an empty one, with POST, PUT and PATCH. */
    static RequestBody body(Serve.Job job) {
        String type = job.typedHeaders().get("Content-Type");
        MediaType media = type == null ? null : MediaType.parse(type);
        if (job.body == null) {
            return job.method.equals("POST") || job.method.equals("PUT") || job.method.equals("PATCH") ? RequestBody.create(media, new byte[0]) : null;
        }
        if (!job.body.isStream()) {
            return RequestBody.create(media, job.body.bytes());
        }
        Source source = Okio.source(job.body.stream());
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return media;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeAll(source);
            }
        };
    }
}
