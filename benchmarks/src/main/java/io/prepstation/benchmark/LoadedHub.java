package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.Administration;
import io.prepstation.hub.Hub;
import io.prepstation.hub.HubSettings;
import io.prepstation.hub.NewHub;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A hub in this process with one lab and as many enrolled stations as are asked for.
final class LoadedHub implements AutoCloseable {

    static final String LAB = "bench-lab";
    static final String OPERATOR = "o.meyer";
    static final String OPERATOR_NAME = "Olga Meyer";

    private static final String MANAGER = "l.chen";
    private static final String FORMULA = "PRM00936";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InstantSource clock = InstantSource.system();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path root = Files.createTempDirectory("prepstation-load");
    private final Hub hub;
    private final List<Enrolment.Answer> stations = new ArrayList<>();
    private final KeyPair key;
    private final LoadSession sessions;

    /// @param databaseUrl empty for SQLite
    LoadedHub(Path demoData, Optional<String> databaseUrl, int count) throws IOException {
        try {
            Administration.init(
                    root,
                    new NewHub("bench", LAB, "Bench", ZoneId.of("Europe/Berlin"), true),
                    databaseUrl,
                    clock);
            this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            this.hub = Hub.start(HubSettings.loopback(root, clock));
            try (Administration administration = Administration.open(root, clock)) {
                fill(administration, demoData);
                for (int number = 1; number <= count; number++) {
                    stations.add(enrol(administration, number));
                }
            }
            this.sessions = sessions();
        } catch (StoreException | MalformedJson | GeneralSecurityException e) {
            throw new IOException("no hub to load", e);
        }
    }

    List<Enrolment.Answer> stations() {
        return List.copyOf(stations);
    }

    LoadSession loadSession() {
        return sessions;
    }

    HttpResponse<String> post(String path, String token, String body)
            throws IOException, InterruptedException {
        return http.send(
                request(path, token).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    /// What it answers to a question that it must not refuse.
    String get(String path, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(path, token).GET().build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.body());
        }
        return answer.body();
    }

    String url() {
        return hub.url();
    }

    /// The status of a body that may be anything.
    int post(String path, String token, byte[] body, String encoding)
            throws IOException, InterruptedException {
        return http.send(
                        request(path, token)
                                .header("Content-Encoding", encoding)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /// @throws IOException if anything the hub keeps is not what it should be
    void verify() throws IOException {
        try (Administration administration = Administration.open(root, clock)) {
            var report = administration.verify();
            if (!report.isIntact()) {
                throw new IOException("the hub is not intact: " + report.faults());
            }
        } catch (StoreException e) {
            throw new IOException("the hub cannot be verified", e);
        }
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        hub.close();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void fill(Administration administration, Path demoData)
            throws StoreException, IOException {
        administration.users().add(user(OPERATOR, OPERATOR_NAME, Role.OPERATOR));
        administration.users().add(user(MANAGER, "Lin Chen", Role.LAB_MANAGER));
        administration
                .formulaImport()
                .run(
                        LAB,
                        new ImportFiles(
                                text(demoData.resolve("formulas.csv")),
                                Optional.of(text(demoData.resolve("hazards.csv")))),
                        Optional.of(MANAGER));
    }

    private Enrolment.Answer enrol(Administration administration, int number)
            throws StoreException, IOException, MalformedJson {
        String code = administration.enrolments().newCode(LAB).orElseThrow().toString();
        Enrolment.Request request =
                new Enrolment.Request(code, "bench-" + number, SigningKey.rawPublicKey(key), null);
        String body = Json.write(request).toString();
        try {
            var answer = post("/api/stations/enrol", "", body);
            return Json.read(Json.parseObject(answer.body()), Enrolment.Answer.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private LoadSession sessions() throws IOException, MalformedJson {
        Map<String, WireIngredient> ingredients = new HashMap<>();
        Map<String, JsonNode> versions = new HashMap<>();
        String current = "";
        for (String text : download().lines().toList()) {
            ObjectNode line = Json.parseObject(text);
            JsonNode data = line.path("data");
            switch (line.path("entityType").asText()) {
                case "ingredients" ->
                        ingredients.put(
                                data.path("id").asText(), Json.read(data, WireIngredient.class));
                case "formula_versions" -> versions.put(data.path("id").asText(), data);
                case "formulas" -> {
                    if (data.path("code").asText().equals(FORMULA)) {
                        current = data.path("currentVersionId").asText();
                    }
                }
                default -> {}
            }
        }
        JsonNode wire = Objects.requireNonNull(versions.get(current), "no version of " + FORMULA);
        var version = Json.read(wire, WireFormulaVersion.class).toVersion();
        return new LoadSession(FORMULA, version, ingredients, key);
    }

    private String download() throws IOException {
        try {
            return http.send(
                            request("/api/sync/download", stations.getFirst().token())
                                    .GET()
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(hub.url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private static NewUser user(String id, String name, Role role) {
        return new NewUser(id, name, Set.of(role), Set.of(LAB), null);
    }

    private static TextFile text(Path file) throws IOException {
        return new TextFile(file.getFileName().toString(), Files.readString(file));
    }
}
