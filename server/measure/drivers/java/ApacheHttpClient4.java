import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.util.EntityUtils;

/** The driver of Apache HttpClient 4. */
class ApacheHttpClient4 {
    public static void main(String[] args) throws Exception {
        Serve.serve(ApacheHttpClient4::send);
    }

    static Serve.Answer send(Serve.Job job) throws Exception {
        RequestConfig config = RequestConfig.custom()
            .setRedirectsEnabled(job.flag("redirectsEnabled", true))
            .setCircularRedirectsAllowed(job.flag("circularRedirectsAllowed", false))
            .setMaxRedirects(((Number) job.option("maxRedirects", 50)).intValue())
            .build();
        HttpClientBuilder builder = HttpClientBuilder.create().setDefaultRequestConfig(config);
        if (job.flag("LaxRedirectStrategy", false)) {
            builder.setRedirectStrategy(new LaxRedirectStrategy());
        }
        RequestBuilder request = RequestBuilder.create(job.method).setUri(job.url);
        job.headers().forEach(request::addHeader);
        request.setEntity(entity(job.body));
        HttpClientContext context = HttpClientContext.create();
        try (CloseableHttpClient client = builder.build(); CloseableHttpResponse response = client.execute(request.build(), context)) {
            EntityUtils.consume(response.getEntity());
            List<URI> locations = context.getRedirectLocations();
            String url = locations == null || locations.isEmpty() ? job.url : locations.get(locations.size() - 1).toString();
            return new Serve.Answer(response.getStatusLine().getStatusCode(), url);
        }
    }

    static HttpEntity entity(Serve.Body body) {
        if (body == null) {
            return null;
        }
        switch (body.kind) {
            case "stream":
                return new InputStreamEntity(body.stream());
            case "form":
                return new StringEntity(body.text, ContentType.APPLICATION_FORM_URLENCODED);
            case "multipart":
                return new ByteArrayEntity(body.bytes(), ContentType.parse(body.type()));
            default:
                return new StringEntity(body.text, StandardCharsets.UTF_8);
        }
    }
}
