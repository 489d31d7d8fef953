import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.protocol.RedirectLocations;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** The driver of Apache HttpClient 5. */
class ApacheHttpClient5 {
    public static void main(String[] args) throws Exception {
        Serve.serve(ApacheHttpClient5::send);
    }

    static Serve.Answer send(Serve.Job job) throws Exception {
        RequestConfig config = RequestConfig.custom()
            .setRedirectsEnabled(job.flag("redirectsEnabled", true))
            .setCircularRedirectsAllowed(job.flag("circularRedirectsAllowed", false))
            .setMaxRedirects(((Number) job.option("maxRedirects", 50)).intValue())
            .build();
        ClassicRequestBuilder request = ClassicRequestBuilder.create(job.method).setUri(job.url);
        job.headers().forEach(request::addHeader);
        request.setEntity(entity(job.body));
        HttpClientContext context = HttpClientContext.create();
        try (CloseableHttpClient client = HttpClientBuilder.create().setDefaultRequestConfig(config).build()) {
            return client.execute(request.build(), context, response -> {
                EntityUtils.consume(response.getEntity());
                RedirectLocations locations = context.getRedirectLocations();
                URI last = locations == null || locations.size() == 0 ? URI.create(job.url) : locations.get(locations.size() - 1);
                return new Serve.Answer(response.getCode(), last.toString());
            });
        }
    }

    static HttpEntity entity(Serve.Body body) {
        if (body == null) {
            return null;
        }
        switch (body.kind) {
            case "stream":
                return new InputStreamEntity(body.stream(), null);
            case "form":
                return new StringEntity(body.text, ContentType.APPLICATION_FORM_URLENCODED);
            case "multipart":
                return new ByteArrayEntity(body.bytes(), ContentType.parse(body.type()));
            default:
                return new StringEntity(body.text, StandardCharsets.UTF_8);
        }
    }
}
