package io.prepstation.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without a screen: keeps its cookie, sends forms with what their page says, does not follow.
final class Browser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final String url;
    String cookie = "";
    String csrf = "";

    Browser(String url) {
        this(url, "127.0.0.1");
    }

    /// @param address of the machine the browser is on
    Browser(String url, String address) {
        this.url = url;
        this.http = HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path).GET());
        Matcher form = CSRF.matcher(answer.body());
        if (form.find()) {
            csrf = form.group(1);
        }
        return answer;
    }

    /// What is answered to who opens a stream without end; it is closed again.
    int opened(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    /// A file, as it is.
    byte[] download(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofByteArray()).body();
    }

    HttpResponse<String> post(String path, String... fields)
            throws IOException, InterruptedException {
        return post(Map.of(), path, fields);
    }

    /// @param headers that browsers add by themselves
    HttpResponse<String> post(Map<String, String> headers, String path, String... fields)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("csrf", csrf);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        String body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Signs in with a one-time password and chooses another.
    Browser signedIn(String user, String oneTime) throws IOException, InterruptedException {
        String own = "a long walk in the rain " + oneTime;
        post("/ui/login", "user", user, "password", oneTime);
        get("/ui/password");
        HttpResponse<String> changed =
                post("/ui/password", "old", oneTime, "new", own, "again", own);
        if (changed.statusCode() != 303) {
            throw new AssertionError(changed.body());
        }
        post("/ui/login", "user", user, "password", own);
        get("/ui/password");
        return this;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        Optional<String> given = answer.headers().firstValue("Set-Cookie");
        given.ifPresent(line -> cookie = line.split(";", 2)[0]);
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }
}
