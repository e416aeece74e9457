package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.Convergence.Difference;
import io.prepstation.kiosk.store.Convergence.Kind;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.sync.ConvergenceCheck.Outcome;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a station finds out that it does not hold what the hub holds.
@Tag("SYN-12")
class ConvergenceTest {

    @TempDir Path folder;

    private final InstantSource clock = SyncedStation.clockOf2026();
    private TestHub hub;
    private Bench bench;
    private String lot;
    private String container;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        bench = new Bench(folder.resolve("one"), hub, clock, 1);
        assertTrue(bench.sync().success());
        lot = bench.create("lots", bench.lot("L1")).id();
        container =
                bench.create(
                                "containers",
                                Json.object()
                                        .put("code", "C1")
                                        .put("lotId", lot)
                                        .put("lastGrossG", "120.0")
                                        .put("status", "in_use"))
                        .id();
        assertTrue(bench.sync().success());
        lot = bench.get("lots", lot).id();
        container = bench.get("containers", container).id();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        hub.close();
    }

    private Outcome outcome() throws Exception {
        return new ConvergenceCheck(bench.station.database, bench.station.client(), clock).once();
    }

    private Convergence compared() throws Exception {
        return assertInstanceOf(Outcome.Compared.class, outcome()).convergence();
    }

    private void tamper(Path file, String... changes) throws Exception {
        try (RawFile raw = new RawFile(file)) {
            raw.tamper(List.of(changes));
        }
    }

    private void tamperHere(String... changes) throws Exception {
        tamper(bench.station.database.path(), changes);
    }

    @Nested
    class When_everything_has_arrived {

        @Test
        void nothing_differs_and_the_number_is_kept_for_the_screen() throws Exception {
            Convergence convergence = compared();

            assertEquals(0, convergence.differing());
            assertTrue(convergence.entries() >= 8, convergence.toString());
            assertEquals(Optional.of(convergence), bench.station.database.read(Convergence::last));
        }

        @Test
        void what_waits_for_the_hub_is_no_difference() throws Exception {
            bench.update("lots", lot, Json.object().put("status", "blocked"));
            bench.create("lots", bench.lot("L2"));
            bench.delete("containers", container);

            assertEquals(0, compared().differing());
        }
    }

    @Nested
    class After_a_weighing_whose_session_waits {

        @BeforeEach
        void weigh() throws Exception {
            String code = bench.all("ingredients").getFirst().text("code");
            bench.station.beginFrom(Map.of(code, lot), container);
            assertTrue(bench.sync().success());
        }

        @Test
        void what_the_station_reckons_for_itself_is_no_difference() throws Exception {
            assertNotEquals("500.0", bench.get("lots", lot).text("remainingG"));
            assertNotEquals("120.0", bench.get("containers", container).text("lastGrossG"));

            assertEquals(0, compared().differing());
        }

        @Test
        void any_other_field_that_changed_in_silence_is_found() throws Exception {
            tamperHere(
                    "UPDATE lots SET status = 'quarantine' WHERE id = '" + lot + "'",
                    "UPDATE containers SET tare_g = '1.0' WHERE id = '" + container + "'");

            assertEquals(
                    List.of(
                            new Difference("lots", lot, Kind.CONTENT),
                            new Difference("containers", container, Kind.CONTENT)),
                    compared().named());
        }

        @Test
        void so_is_a_figure_in_the_copy_itself() throws Exception {
            tamperHere(
                    "UPDATE shadow SET data = replace(data, '500.0', '510.0')"
                            + " WHERE entity_type = 'lots' AND entity_id = '"
                            + lot
                            + "'");

            assertEquals(List.of(new Difference("lots", lot, Kind.CONTENT)), compared().named());
        }
    }

    @Test
    void what_is_still_to_come_is_no_difference_but_a_reason_to_sync_first() throws Exception {
        try (Bench two = new Bench(folder.resolve("two"), hub, clock, 2)) {
            assertTrue(two.sync().success());
            two.update("lots", lot, Json.object().put("status", "blocked"));
            assertTrue(two.sync().success());
        }

        assertInstanceOf(Outcome.Behind.class, outcome());
        assertTrue(bench.sync().success());
        assertEquals(0, compared().differing());
    }

    @Nested
    class When_something_changed_in_silence {

        @Test
        void at_the_station_each_row_is_named() throws Exception {
            StoredEntity other = bench.create("lots", bench.lot("L2"));
            assertTrue(bench.sync().success());
            String second = bench.get("lots", other.id()).id();
            tamperHere(
                    "UPDATE lots SET status = 'quarantine' WHERE id = '" + lot + "'",
                    "UPDATE shadow SET version = 7 WHERE entity_type = 'lots' AND entity_id = '"
                            + second
                            + "'",
                    "DELETE FROM containers WHERE id = '" + container + "'",
                    "UPDATE users SET roles = 'supervisor' WHERE id = '" + TestHub.OPERATOR + "'",
                    "UPDATE formula_lines SET target_g = '9.000' WHERE sequence = 1",
                    "UPDATE formulas SET withdrawn = 1");

            Convergence convergence = compared();

            Set<String> found = new HashSet<>();
            for (Difference one : convergence.named()) {
                found.add(
                        one.kind().word()
                                + " "
                                + (one.entityType().startsWith("formula")
                                        ? one.entityType()
                                        : one.entityType() + " " + one.id()));
            }
            assertEquals(
                    Set.of(
                            "content lots " + lot,
                            "version lots " + second,
                            "only-at-hub containers " + container,
                            "content users " + TestHub.OPERATOR,
                            "content formula_versions",
                            "only-at-hub formulas"),
                    found);
            assertEquals(6, convergence.differing());
        }

        @Test
        @Tag("SYN-12")
        void what_no_row_shows_is_shown_again_after_it_was_named() throws Exception {
            tamperHere("DELETE FROM containers WHERE id = '" + container + "'");
            assertEquals(
                    List.of(new Difference("containers", container, Kind.ONLY_AT_HUB)),
                    compared().named());

            bench.sync();

            assertEquals("C1", bench.get("containers", container).text("code"));
            assertEquals(0, compared().differing());
        }

        @Test
        void at_the_hub_it_is_found_as_well() throws Exception {
            tamper(
                    folder.resolve("hub/hub.db"),
                    "UPDATE entities SET data = replace(data, 'released', 'blocked') WHERE id = '"
                            + lot
                            + "'",
                    "DELETE FROM entities WHERE id = '" + container + "'");

            assertEquals(
                    List.of(
                            new Difference("lots", lot, Kind.CONTENT),
                            new Difference("containers", container, Kind.ONLY_HERE)),
                    compared().named());
        }
    }

    @Test
    void without_a_hub_nothing_is_compared_and_nothing_kept() throws Exception {
        hub.close();

        assertInstanceOf(Outcome.NotCompared.class, outcome());
        assertEquals(Optional.empty(), bench.station.database.read(Convergence::last));
    }

    @Test
    void two_things_that_swap_their_words_do_not_cancel_out() {
        HashSums one = new HashSums();
        HashSums other = new HashSums();
        EntityType type = EntityType.LOTS;
        one.add(type, new HashSums.Entry("lots", "1", 1, "a"));
        one.add(type, new HashSums.Entry("lots", "2", 1, "b"));
        other.add(type, new HashSums.Entry("lots", "1", 1, "b"));
        other.add(type, new HashSums.Entry("lots", "2", 1, "a"));

        assertEquals(2, HashSums.differing(one.all(), other.all()).size());
    }
}
