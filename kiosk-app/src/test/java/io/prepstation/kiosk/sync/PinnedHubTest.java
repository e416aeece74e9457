package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.Administration;
import io.prepstation.hub.Hub;
import io.prepstation.hub.HubSettings;
import io.prepstation.hub.NewHub;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.tls.CertificateAuthority;
import io.prepstation.hub.tls.ServerIdentity;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station at a hub whose certificates come from the hub's own authority.
@Tag("OPS-4")
class PinnedHubTest {

    private final InstantSource clock = InstantSource.system();
    private final HubNetwork network = new HubNetwork();

    @TempDir Path folder;
    private Hub hub;
    private StationDatabase station;
    private Enrol enrol;

    @BeforeEach
    void open() throws Exception {
        make("hub");
        hub =
                Hub.start(
                        new HubSettings(
                                folder.resolve("hub"), 0, false, List.of("localhost"), clock));
        station = StationDatabase.open(folder.resolve("station"));
        enrol =
                new Enrol(
                        folder.resolve("station"),
                        station,
                        network,
                        clock,
                        () -> UUID.randomUUID().toString());
    }

    @AfterEach
    void close() {
        station.close();
        network.close();
        hub.close();
    }

    private void make(String name) throws Exception {
        Administration.init(
                folder.resolve(name),
                new NewHub("acme", "lab-1", "Lab", ZoneOffset.UTC, true),
                clock);
    }

    private String pin(String name) throws Exception {
        try (Administration administration = Administration.open(folder.resolve(name), clock)) {
            return administration.certificatePin();
        }
    }

    private String code() throws Exception {
        try (Administration administration = Administration.open(folder.resolve("hub"), clock)) {
            return administration.enrolments().newCode("lab-1").orElseThrow().toString();
        }
    }

    @Test
    void by_its_pin_is_enrolled_at_and_asked_from_then_on() throws Exception {
        String spaced = pin("hub").toUpperCase(Locale.ROOT).replaceAll("(..)", "$1:");

        var enrolled =
                assertInstanceOf(
                        EnrolResult.Enrolled.class,
                        enrol.enrol(hub.url(), code(), "bench-1", spaced));

        assertEquals(List.of(enrolled.enrolment()), station.enrolments());
        try (HubNetwork restarted = new HubNetwork()) {
            HubClient client =
                    HubClient.station(
                            restarted, station.enrolments().getFirst(), HubTimeouts.DEFAULT);
            assertInstanceOf(
                    Accepted.class,
                    client.download(
                            enrolled.enrolment().lab(), new HalfLoad(folder.resolve("half"), "")));
        }
    }

    @Test
    void with_a_certificate_of_another_authority_is_enrolled_at_by_that_ones_pin()
            throws Exception {
        make("company");
        DataDirectory company = new DataDirectory(folder.resolve("company"));
        ServerIdentity given =
                CertificateAuthority.open(company).issue(List.of("localhost"), clock.instant());
        Path data = folder.resolve("hub");
        Files.writeString(data.resolve("own.crt"), given.certificates());
        Files.writeString(data.resolve("own.key"), given.privateKey());
        Files.writeString(
                data.resolve("hub.toml"), "certificate = \"own.crt\"\nprivate_key = \"own.key\"\n");
        hub.close();
        hub = Hub.start(new HubSettings(data, 0, false, List.of("localhost"), clock));

        assertEquals(pin("company"), pin("hub"));
        var enrolled =
                assertInstanceOf(
                        EnrolResult.Enrolled.class,
                        enrol.enrol(hub.url(), code(), "bench-1", pin("hub")));
        HubClient client = HubClient.station(network, enrolled.enrolment(), HubTimeouts.DEFAULT);
        assertInstanceOf(
                Accepted.class,
                client.download(
                        enrolled.enrolment().lab(), new HalfLoad(folder.resolve("half"), "")));
    }

    @Test
    void under_another_pin_is_told_nothing() throws Exception {
        make("other");
        String code = code();

        assertInstanceOf(
                EnrolResult.OtherAuthority.class,
                enrol.enrol(hub.url(), code, "bench-1", pin("other")));

        assertEquals(List.of(), station.enrolments());
        assertInstanceOf(
                EnrolResult.Enrolled.class, enrol.enrol(hub.url(), code, "bench-1", pin("hub")));
    }

    @Test
    void without_a_pin_is_not_trusted() throws Exception {
        var refused =
                assertInstanceOf(
                        EnrolResult.NotEnrolled.class, enrol.enrol(hub.url(), code(), "bench-1"));

        assertTrue(refused.message().contains("cannot be reached"), refused.message());
    }

    @Test
    void without_tls_has_no_pin_to_compare() throws Exception {
        assertInstanceOf(
                EnrolResult.BadAddress.class,
                enrol.enrol("http://localhost:1", code(), "bench-1", pin("hub")));
    }
}
