package io.prepstation.kiosk.sync;

import io.prepstation.hub.Administration;
import io.prepstation.hub.Hub;
import io.prepstation.hub.HubSettings;
import io.prepstation.hub.NewHub;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.RunningSession;
import io.prepstation.hub.store.StoreException;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The real hub in this process, with one demo lab, its people and the formula `PRM-2` of two lines.
final class TestHub implements AutoCloseable {

    static final String LAB = "lab-1";
    static final String FORMULA = "PRM-2";
    static final String OPERATOR = "anna";

    private static final String FORMULAS =
            """
            formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,ingredient_name,\
            cas_number,target_g,tolerance_lower_g,tolerance_upper_g
            PRM-2,Salt and sugar,1,1,L,1,ING-1,Sodium chloride,7647-14-5,8.000,0.040,0.040
            PRM-2,Salt and sugar,1,1,L,2,ING-2,Sucrose,57-50-1,2.000,0.020,0.020
            """;

    private final Path data;
    private final InstantSource clock;
    private Hub hub;

    TestHub(Path data, InstantSource clock) throws StoreException, IOException {
        this(data, clock, "acme");
    }

    /// The hub of another tenant, whose lab has the same id.
    TestHub(Path data, InstantSource clock, String tenant) throws StoreException, IOException {
        this.data = data;
        this.clock = clock;
        Administration.init(
                data, new NewHub(tenant, LAB, "Lab 1", ZoneId.of("Europe/Berlin"), true), clock);
        try (Administration administration = Administration.open(data, clock)) {
            addUser(administration, OPERATOR, "Anna Ek", Role.OPERATOR, Role.SUPERVISOR);
            addUser(administration, "mia", "Mia Holm", Role.LAB_MANAGER);
        }
        importFormulas(FORMULAS);
        this.hub = Hub.start(HubSettings.loopback(data, clock));
    }

    int port() {
        return URI.create(hub.url()).getPort();
    }

    void restart() throws StoreException, IOException {
        int port = port();
        hub.close();
        hub = Hub.start(new HubSettings(data, port, true, clock));
    }

    /// A copy of its database as it is now.
    Path backUp(Path directory) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            return administration.backUp(directory, 1);
        }
    }

    /// The copy takes the place of its database, and it serves again at the same address.
    void putBack(Path copy) throws StoreException, IOException {
        int port = port();
        hub.close();
        Path file = data.resolve("hub.db");
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
        hub = Hub.start(new HubSettings(data, port, true, clock));
    }

    String newCode() throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            return administration.enrolments().newCode(LAB).orElseThrow().toString();
        }
    }

    /// Stations of which a token that was replaced has been tried.
    List<String> alarms() throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            return List.copyOf(administration.stations().alarms().keySet());
        }
    }

    /// Imports formulas and approves them.
    void importFormulas(String csv) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            var _ =
                    administration
                            .formulaImport()
                            .run(
                                    LAB,
                                    new ImportFiles(
                                            new TextFile("formulas.csv", csv), Optional.empty()),
                                    Optional.of("mia"));
        }
    }

    void addSupervisor(String id) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            addUser(administration, id, id, Role.SUPERVISOR);
        }
    }

    void addOperator(String id) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            addUser(administration, id, id, Role.OPERATOR);
        }
    }

    void add(NewUser user) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            var _ = administration.users().add(user);
        }
    }

    void deactivate(String userId) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            var _ = administration.users().deactivate(userId, "test");
        }
    }

    /// Gives somebody another badge.
    void equip(String userId, String badge) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            var _ = administration.users().equip(userId, badge, null, "test");
        }
    }

    void revoke(String stationId) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            administration.stations().revoke(stationId, "hub");
        }
    }

    /// Why a station does not follow another one; empty if it does now.
    Optional<String> follow(String stationId, String former) throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            return administration.stations().follow(stationId, former, "hub");
        }
    }

    /// Changes its database behind its back.
    void tamper(String change) throws SQLException {
        try (RawFile file = new RawFile(data.resolve("hub.db"))) {
            file.tamper(List.of(change));
        }
    }

    /// How often something stands in its audit trail.
    long audited(String kind) throws SQLException {
        try (RawFile file = new RawFile(data.resolve("hub.db"))) {
            return file.number(
                    "SELECT count(*) FROM hub_audit WHERE body LIKE '%\"" + kind + "\"%'");
        }
    }

    /// The ids of the sessions that it shows as running.
    List<String> running() throws StoreException {
        try (HubDatabase database = HubDatabase.open(data.resolve("hub.db"))) {
            return database.read(tables -> tables.runningSessions().running(List.of(LAB))).stream()
                    .map(RunningSession::id)
                    .toList();
        }
    }

    /// The ids of all sessions it holds, asked by another client than the one under test.
    List<String> sessions(String token) throws IOException, InterruptedException, MalformedJson {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(hub.url() + "/api/sessions"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(request, BodyHandlers.ofString()).body();
            List<String> ids = new ArrayList<>();
            Json.parseObject(body)
                    .path("sessions")
                    .forEach(session -> ids.add(session.path("id").asText()));
            return ids;
        }
    }

    /// The bytes of an attachment; empty if the station's lab has none of that hash.
    Optional<byte[]> attachment(String token, String sha256)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(hub.url() + "/api/attachments/" + sha256))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        }
    }

    /// What `hub verify` finds.
    List<String> faults() throws StoreException {
        try (Administration administration = Administration.open(data, clock)) {
            return administration.verify().faults();
        }
    }

    @Override
    public void close() {
        hub.close();
    }

    private static void addUser(
            Administration administration, String id, String name, Role... roles)
            throws StoreException {
        administration.users().add(new NewUser(id, name, Set.of(roles), Set.of(LAB), null));
    }
}
