package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.Administration;
import io.prepstation.hub.Hub;
import io.prepstation.hub.HubSettings;
import io.prepstation.hub.NewHub;
import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `station doctor` of a station that belongs to a lab of a real hub, with TLS.
@Tag("OPS-5")
class DoctorAtTheHubTest {

    private final InstantSource clock = InstantSource.system();

    @TempDir Path folder;
    private Path data;
    private Hub hub;
    private StationEnrolment enrolled;

    @BeforeEach
    void enrolled() throws Exception {
        data = folder.resolve("station");
        make("hub");
        hub = started("hub");
        try (StationDatabase station = StationDatabase.open(data);
                HubNetwork network = new HubNetwork();
                Administration administration = administration("hub")) {
            Enrol enrol =
                    new Enrol(data, station, network, clock, () -> UUID.randomUUID().toString());
            enrolled =
                    assertInstanceOf(
                                    EnrolResult.Enrolled.class,
                                    enrol.enrol(
                                            hub.url(),
                                            administration
                                                    .enrolments()
                                                    .newCode("lab-1")
                                                    .orElseThrow()
                                                    .toString(),
                                            "bench-1",
                                            administration.certificatePin()))
                            .enrolment();
        }
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void make(String name) throws Exception {
        Administration.init(
                folder.resolve(name),
                new NewHub("acme", "lab-1", "Lab", ZoneOffset.UTC, true),
                clock);
    }

    private Hub started(String name) throws Exception {
        return Hub.start(
                new HubSettings(folder.resolve(name), 0, false, List.of("localhost"), clock));
    }

    private Administration administration(String name) throws Exception {
        return Administration.open(folder.resolve(name), clock);
    }

    private static StationEnrolment moved(StationEnrolment from, String url) {
        return new StationEnrolment(
                from.lab(),
                from.stationId(),
                url,
                from.token(),
                from.hubKeyId(),
                from.hubPublicKey(),
                from.feedEpoch(),
                from.stationEpoch(),
                from.enrolledAt(),
                from.hubAuthority());
    }

    private void assertHub(String state, String part) throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("station.toml"), "[camera]\nkind = \"none\"\n");
        String said =
                StationShell.run("doctor", "--data", data.toString(), "--config", config.toString())
                        .lines()
                        .stream()
                        .filter(line -> line.substring(8).startsWith("hub "))
                        .findFirst()
                        .orElseThrow();
        assertEquals(state, said.substring(0, 6).strip(), said);
        assertTrue(said.contains(part), said);
    }

    @Test
    void a_hub_that_lets_the_station_in_is_fine() throws Exception {
        assertHub("ok", "lets this station in");
    }

    @Test
    void a_token_that_was_revoked_is_not() throws Exception {
        try (Administration administration = administration("hub")) {
            administration.stations().revoke(enrolled.stationId(), "admin");
        }

        assertHub("fail", "does not let this station in");
    }

    /// Something listens there, but not with a certificate of the hub's authority.
    @Test
    void another_hub_at_its_address_is_not() throws Exception {
        make("other");
        try (Hub other = started("other");
                StationDatabase station = StationDatabase.open(data)) {
            station.save(moved(enrolled, other.url()));
            assertHub("warn", "no protected connection");
        }
    }

    /// Joined first and worked for still; the other one, joined later, cannot be reached.
    @Test
    void the_lab_that_is_open_is_the_one_it_looks_at() throws Exception {
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(
                    new StationEnrolment(
                            new LabKey("beta", "lab-9"),
                            "station-9",
                            "http://127.0.0.1:1",
                            "token",
                            "key",
                            "public",
                            "feed",
                            "epoch",
                            clock.instant().plusSeconds(60)));
            station.workFor(enrolled.lab());
        }

        assertHub("ok", hub.url());
    }
}
