package io.prepstation.hub;

import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.people.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

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

    private RunningHub(Path data, boolean demo, Optional<String> databaseUrl)
            throws StoreException, IOException {
        this.data = data;
        Administration.init(
                data,
                new NewHub("acme", LAB, "Laboratory 1", ZoneId.of("Europe/Berlin"), demo),
                databaseUrl,
                clock);
        try (Administration administration = administration()) {
            addUser(administration, "anna", "Anna Ek", Role.OPERATOR);
            addUser(administration, "sam", "Sam Lind", Role.SUPERVISOR);
            addUser(administration, MANAGER, "Mia Holm", Role.LAB_MANAGER);
        }
        this.hub = Hub.start(HubSettings.loopback(data, clock));
    }

    /// A demo lab: it takes simulated balances.
    public static RunningHub in(Path data) throws StoreException, IOException {
        return new RunningHub(data, true, Optional.empty());
    }

    /// On PostgreSQL, in an empty database.
    public static RunningHub on(String databaseUrl, Path data) throws StoreException, IOException {
        return new RunningHub(data, true, Optional.of(databaseUrl));
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

    public static RunningHub withoutDemo(Path data) throws StoreException, IOException {
        return new RunningHub(data, false, Optional.empty());
    }

    public Administration administration() throws StoreException {
        return Administration.open(data, clock);
    }

    public ImportResult importDemoFormulas(Optional<String> approver)
            throws StoreException, IOException {
        try (Administration administration = administration()) {
            return administration
                    .formulaImport()
                    .run(
                            LAB,
                            new ImportFiles(file("formulas.csv"), Optional.of(file("hazards.csv"))),
                            approver);
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

    @Override
    public void close() {
        hub.close();
        http.close();
    }

    private static void addUser(Administration administration, String id, String name, Role role)
            throws StoreException {
        administration.users().add(new NewUser(id, name, Set.of(role), Set.of(LAB), null));
    }

    private static TextFile file(String name) throws IOException {
        return new TextFile(name, Files.readString(DEMO_DATA.resolve(name)));
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
