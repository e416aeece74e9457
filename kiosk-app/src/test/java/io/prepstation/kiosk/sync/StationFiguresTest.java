package io.prepstation.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.kiosk.Station;
import io.prepstation.kiosk.StationLabs;
import io.prepstation.kiosk.metrics.FiguresSocket;
import io.prepstation.kiosk.metrics.StoredFigures;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `station metrics` tells: of the files always, of the running station if there is one.
@Tag("OPS-7")
class StationFiguresTest {

    private static final LabKey LAB = new LabKey("acme", TestHub.LAB);

    @TempDir Path folder;

    private Path data() {
        return folder.resolve("station");
    }

    private String stored() throws Exception {
        return new StoredFigures(data(), InstantSource.system()).text(List.of(LAB));
    }

    private static void assertSays(String figures, String line) {
        assertTrue(figures.lines().anyMatch(line::equals), line + " in " + figures);
    }

    private static void assertCounts(String figures, String name) {
        assertTrue(
                figures.lines()
                        .filter(line -> line.startsWith(name + " "))
                        .anyMatch(line -> Double.parseDouble(line.substring(name.length())) > 0),
                name + " in " + figures);
    }

    @Test
    void what_waits_is_told_from_the_files_while_nothing_runs() throws Exception {
        InstantSource clock = SyncedStation.clockOf2026();
        try (TestHub hub = new TestHub(folder.resolve("hub"), clock);
                FaultyWire wire = new FaultyWire(hub.port());
                SyncedStation bench = new SyncedStation(data(), hub, wire, clock)) {
            bench.prepare();
        }

        String figures = stored();

        String tags = "{lab=\"" + TestHub.LAB + "\",tenant=\"acme\"}";
        assertSays(figures, "prepstation_station_waiting" + tags + " 1.0");
        assertSays(figures, "prepstation_station_conflicts" + tags + " 0.0");
        assertCounts(figures, "prepstation_station_disk_free_bytes");
        assertEquals(Optional.empty(), FiguresSocket.ask(data()));
    }

    @Test
    void the_running_station_tells_of_its_commits_its_hub_its_people_and_its_devices()
            throws Exception {
        InstantSource clock = InstantSource.system();
        try (TestHub hub = new TestHub(folder.resolve("hub"), clock);
                StationLabs labs = StationLabs.open(data(), ConfigReader.defaults(), _ -> {})) {
            var joined =
                    assertInstanceOf(
                            EnrolResult.Enrolled.class,
                            labs.join(
                                    new EnrolmentCode(
                                            "http://127.0.0.1:" + hub.port(), null, hub.newCode()),
                                    Optional.empty()));
            try (Station station = labs.enter(joined.enrolment())) {
                station.start();
                station.signIn().signIn("B-nobody", "000000");
                await().until(() -> told().contains("last_sync_timestamp"));

                String figures = told();
                assertSays(figures, "prepstation_station_running 1.0");
                assertCounts(figures, "prepstation_station_commit_seconds_count");
                assertCounts(
                        figures,
                        "prepstation_station_hub_request_seconds_count{outcome=\"accepted\",request=\"sync/pull\"}");
                assertSays(figures, "prepstation_station_sign_ins_total{outcome=\"wrong\"} 1.0");
                assertSays(
                        figures,
                        "prepstation_station_device_online{device=\"balance\",state=\"offline\"} 0.0");
                assertFalse(figures.contains("nobody"), figures);
                Set<String> both = names(figures);
                both.retainAll(names(stored()));
                assertEquals(Set.of(), both, "told twice, which no collector takes");
            }
        }
        assertEquals(Optional.empty(), FiguresSocket.ask(data()));
    }

    private static Set<String> names(String figures) {
        return figures.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String told() {
        return FiguresSocket.ask(data()).orElse("");
    }
}
