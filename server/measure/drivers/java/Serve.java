import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the drivers in Java share: a job a line comes in, an answer a line goes out. */
class Serve {
    /** A job is one request, as its user built it. */
    static class Job {
        String method, url;
        String[][] headers;
        Body body; // null: none
        Map<String, Object> options; // null: none

        /** The headers as they were set. */
        Map<String, String> headers() {
            Map<String, String> all = new LinkedHashMap<>();
            for (String[] h : headers) {
                all.put(h[0], h[1]);
            }
            return all;
        }

        /** The headers, with the Content-Type that a form needs. */
        Map<String, String> typedHeaders() {
            Map<String, String> all = headers();
            if (body != null && body.type() != null) {
                all.putIfAbsent("Content-Type", body.type());
            }
            return all;
        }

        /** An option's value: a Boolean, a Double, a String, or otherwise where it is not set. */
        Object option(String name, Object otherwise) {
            return options == null ? otherwise : options.getOrDefault(name, otherwise);
        }

        boolean flag(String name, boolean otherwise) {
            return (Boolean) option(name, otherwise);
        }
    }

    static class Body {
        String kind, text;

        boolean isStream() {
            return kind.equals("stream");
        }

        /** The Content-Type that a form needs; null: it is none. */
        String type() {
            switch (kind) {
                case "form":
                    return "application/x-www-form-urlencoded";
                case "multipart":
                    return "multipart/form-data; boundary=" + text.split("\r\n")[0].substring(2);
                default:
                    return null;
            }
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** A stream that can be read once only. */
        InputStream stream() {
            return new ByteArrayInputStream(bytes()) {
                @Override
                public boolean markSupported() {
                    return false;
                }
            };
        }
    }

    static class Answer {
        int status;
        String url, error;

        Answer(int status, String url) {
            this.status = status;
            this.url = url;
        }

        Answer(Throwable error) {
            this.error = said(error);
        }
    }

    interface Client {
        Answer send(Job job) throws Exception;
    }

    /** An error as a stack trace has it, without the places, in one line. */
    static String said(Throwable error) {
        String text = error.toString();
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (!text.contains(cause.toString())) {
                text += " (caused by: " + cause + ")";
            }
        }
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    static void serve(Client client) throws Exception {
        Gson gson = new Gson();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.print("ready\n");
        out.flush();
        for (String line; (line = in.readLine()) != null;) {
            Job job = gson.fromJson(line, Job.class);
            Answer answer;
            try {
                answer = client.send(job);
            } catch (Exception error) {
                answer = new Answer(error);
            }
            out.print(gson.toJson(answer) + "\n");
            out.flush();
        }
        System.exit(0);
    }
}
