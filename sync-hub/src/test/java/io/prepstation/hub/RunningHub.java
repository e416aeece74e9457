package io.prepstation.hub;

import io.prepstation.hub.PreparedHub.Kind;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.catalogue.ImportResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A hub with one lab, its people (`anna` operator, `sam` supervisor, `mia` lab manager) and the demo formulas, serving
/// in this process from a directory of its own. Each answer it gives is held against the contract.
public final class RunningHub implements AutoCloseable {

    public static final String LAB = "lab-1";
    public static final String MANAGER = "mia";
    public static final Path DEMO_DATA = Path.of("../scripts/demo-data");

    public final MovableClock clock = new MovableClock();
    public final Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private Hub hub;

    private RunningHub(Path data, Kind kind) throws StoreException, IOException {
        this.data = data;
        PreparedHub.copy(kind, data);
        this.hub = Hub.start(HubSettings.loopback(data, clock));
    }

    /// A demo lab: it takes simulated balances.
    public static RunningHub in(Path data) throws StoreException, IOException {
        return new RunningHub(data, new Kind(true, false, false));
    }

    /// The same with the demo formulas, approved.
    static RunningHub withFormulas(Path data) throws StoreException, IOException {
        return new RunningHub(data, new Kind(true, true, false));
    }

    static RunningHub withFormulasButNoDemo(Path data) throws StoreException, IOException {
        return new RunningHub(data, new Kind(false, true, false));
    }

    /// On PostgreSQL, in a database of its own.
    static RunningHub onPostgres(Path data) throws StoreException, IOException {
        return new RunningHub(data, new Kind(true, false, true));
    }

    static RunningHub withFormulasOnPostgres(Path data) throws StoreException, IOException {
        return new RunningHub(data, new Kind(true, true, true));
    }

    /// Without `jdbc:` before it.
    String databaseUrl() throws StoreException {
        return new DataDirectory(data).databaseUrl().orElseThrow().substring("jdbc:".length());
    }

    /// Another node on the same database.
    public Hub anotherNode(Path otherData) throws StoreException, IOException {
        copy(data, otherData);
        return Hub.start(HubSettings.loopback(otherData, clock));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    public Administration administration() throws StoreException {
        return Administration.open(data, clock);
    }

    public ImportResult importDemoFormulas(Optional<String> approver)
            throws StoreException, IOException {
        try (Administration administration = administration()) {
            return PreparedHub.importFormulas(administration, approver);
        }
    }

    public String newCode() throws StoreException {
        return newCode(LAB);
    }

    public String newCode(String lab) throws StoreException {
        try (Administration administration = administration()) {
            return administration.enrolments().newCode(lab).orElseThrow().toString();
        }
    }

    /// Until [#restart]: whoever asks keeps asking at the same place.
    public void stop() {
        hub.close();
    }

    public void restart() throws StoreException, IOException {
        hub.close();
        hub = Hub.start(HubSettings.loopback(data, clock));
    }

    public String url() {
        return hub.url();
    }

    public HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return post(path, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    /// To a node other than this.
    public HttpResponse<String> postTo(String url, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        return send(request.headers(headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> post(String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers).POST(body));
    }

    public HttpResponse<String> put(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers).PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Override
    public void close() {
        hub.close();
        http.close();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        Answers.assertAsInTheContract(answer);
        return answer;
    }
}
