import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URL;

/** The driver of java.net.HttpURLConnection. */
class JavaHttpURLConnection {
    public static void main(String[] args) throws Exception {
        System.setProperty("http.keepAlive", "false"); // no case meets the connection of another
        Serve.serve(JavaHttpURLConnection::send);
    }

    static Serve.Answer send(Serve.Job job) throws Exception {
        CookieHandler.setDefault(job.flag("cookieHandler", false) ? new CookieManager() : null);
        HttpURLConnection connection = (HttpURLConnection) new URL(job.url).openConnection();
        connection.setInstanceFollowRedirects(job.flag("instanceFollowRedirects", true));
        connection.setRequestMethod(job.method);
        job.typedHeaders().forEach(connection::setRequestProperty);
        if (job.body != null) {
            connection.setDoOutput(true);
            if (job.body.isStream()) {
                connection.setChunkedStreamingMode(0);
            }
            try (OutputStream out = connection.getOutputStream()) {
                job.body.stream().transferTo(out);
            }
        }
        int status = connection.getResponseCode();
        InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        if (in != null) { // an error without a body has none
            in.readAllBytes();
        }
        return new Serve.Answer(status, connection.getURL().toString());
    }
}
