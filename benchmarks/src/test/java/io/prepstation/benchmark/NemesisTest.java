package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.Administration;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong in a laboratory, over real sockets and processes: cut, stalled and half-open connections, SIGKILL of
/// station, hub and database. Nothing that was on the station's disk is lost, nothing is at the hub twice, and in the end
/// both say the same.
///
/// `-Dnemesis.rounds=N` makes it longer, `-Dnemesis.seed=N` repeats what is chance here.
@Tag("SYN-4")
@Tag("P2")
@Timeout(3600)
class NemesisTest {

    private static final Path DEMO_DATA = Path.of("..", "scripts", "demo-data");
    private static final int ROUNDS = Integer.getInteger("nemesis.rounds", 1);
    private static final long SEED = Long.getLong("nemesis.seed", 20_261_121);

    @TempDir Path directory;

    private final Random random = new Random(SEED);
    private final Set<String> saved = new HashSet<>();
    private int made;

    @Test
    void killed_hubs_and_stations_on_a_bad_network_lose_and_double_nothing() throws Exception {
        System.out.printf("nemesis: %d rounds, seed %d%n", ROUNDS, SEED);
        try (EnrolledStation enrolled = new EnrolledStation(DEMO_DATA)) {
            enrolled.stopHub();
            int known = URI.create(enrolled.enrolment().hubUrl()).getPort();
            int port = freePort();
            Child hub = Child.hub(enrolled.hubData(), port);
            Child station = Child.station(enrolled.data());
            try (ChaosProxy network = new ChaosProxy(known, port, SEED)) {
                for (int round = 0; round < ROUNDS; round++) {
                    make(station, 20 + random.nextInt(40));
                    hub.kill();
                    make(station, 10);
                    hub = Child.hub(enrolled.hubData(), port);
                    make(station, 20 + random.nextInt(40));
                    killWhileMaking(station);
                    station = Child.station(enrolled.data());
                    network.cutAll();
                }
                network.heal();
                station.tell(RestlessStation.FINISH);
                assertEquals(RestlessStation.FINISHED, station.line());
                assertConverged(enrolled, "http://127.0.0.1:" + port);
            } finally {
                station.close();
                hub.close();
            }
        }
    }

    @Test
    @Tag("SYN-20")
    void a_killed_database_of_the_hub_loses_and_doubles_nothing() throws Exception {
        try (KillablePostgres server = new KillablePostgres(directory.resolve("postgres"));
                EnrolledStation enrolled =
                        new EnrolledStation(DEMO_DATA, Optional.of(server.url()))) {
            try (SyncingStation station =
                            new SyncingStation(enrolled.data(), enrolled.enrolment());
                    SyncEngine engine =
                            station.engine(
                                    RestlessStation.IMPATIENT, RestlessStation.SHORT, true)) {
                for (int round = 0; round < ROUNDS; round++) {
                    make(station, 20 + random.nextInt(40));
                    server.kill();
                    make(station, 20);
                    server.start();
                    make(station, 20);
                }
                SyncResult result = engine.syncNow().get();
                while (!result.success() || result.operations() > 0) {
                    result = engine.syncNow().get();
                }
            }
            assertConverged(enrolled, enrolled.enrolment().hubUrl());
        }
    }

    private void make(Child station, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            String code = "N-" + made++;
            station.tell(code);
            assertEquals(code, station.line());
            saved.add(code);
        }
    }

    private void make(SyncingStation station, int count) throws Exception {
        for (int number = 0; number < count; number++) {
            String code = "N-" + made++;
            String id = station.container(code);
            station.change(id, Json.object().put("status", "in_use"));
            saved.add(code);
        }
    }

    /// Somewhere among thirty of them, so that the last one said may or may not be the last one saved.
    private void killWhileMaking(Child station) throws Exception {
        int told = 30;
        for (int number = 0; number < told; number++) {
            station.tell("N-" + (made + number));
        }
        for (int number = random.nextInt(told); number > 0; number--) {
            saved.add(station.line());
        }
        station.kill();
        made += told;
    }

    private void assertConverged(EnrolledStation enrolled, String hubUrl) throws Exception {
        List<String> atHub = containersAt(hubUrl, enrolled.enrolment());
        List<String> here = containersOf(enrolled);

        assertEquals(here, atHub);
        Set<String> codes = new TreeSet<>();
        atHub.forEach(text -> codes.add(text.substring(0, text.indexOf(' '))));
        assertEquals(atHub.size(), codes.size(), "each is there once");
        Set<String> lost = new TreeSet<>(saved);
        lost.removeAll(codes);
        assertEquals(Set.of(), lost, "lost, seed " + SEED);
        try (Administration administration =
                Administration.open(enrolled.hubData(), InstantSource.system())) {
            var report = administration.verify();
            assertTrue(report.isIntact(), () -> report.faults().toString());
        }
    }

    private static List<String> containersOf(EnrolledStation enrolled) throws Exception {
        try (SyncingStation station = new SyncingStation(enrolled.data(), enrolled.enrolment())) {
            List<StoredEntity> all =
                    station.database().read(handle -> station.store().getAll(handle, "containers"));
            return all.stream().map(row -> text(row.id(), row.fields())).sorted().toList();
        }
    }

    private static List<String> containersAt(String hubUrl, StationEnrolment enrolment)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(hubUrl + "/api/sync/download?entityTypes=containers"))
                        .header("Authorization", "Bearer " + enrolment.token())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<String> texts = new ArrayList<>();
            for (String line :
                    client.send(request, BodyHandlers.ofString()).body().lines().toList()) {
                JsonNode entity = Json.parseObject(line);
                if (entity.has("data")) {
                    texts.add(text(entity.path("id").asText(), entity.path("data")));
                }
            }
            return texts.stream().sorted().toList();
        }
    }

    private static String text(String id, JsonNode fields) {
        return "%s %s %s %s"
                .formatted(
                        fields.path("code").asText(),
                        id,
                        fields.path("status").asText(),
                        fields.path("tareG").asText());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
