package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.RawFile.Cell;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.session.SessionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REC-1")
class VerificationTest {

    private static final List<String> PROVEN_TABLES =
            List.of(
                    "sessions",
                    "steps",
                    "dispenses",
                    "deviations",
                    "signatures",
                    "session_text",
                    "audit_event",
                    "formula_unlocks");

    @TempDir Path folder;
    Path file;
    SessionRecord completed;

    /// A completed session, a running one with a near miss, three failed ones and an unlock.
    @BeforeEach
    void fill() throws StoreException {
        try (SampleBench bench = SampleBench.in(folder)) {
            file = bench.database().path();
            completed = bench.completed(SampleLab.THREE);
            for (int i = 0; i < 3; i++) {
                SampleBench.saved(
                        bench.service()
                                .fail(
                                        bench.created(SampleLab.TWENTY).id(),
                                        "spilled",
                                        "vessel fell",
                                        "u-op"));
            }
            SampleBench.saved(
                    bench.service()
                            .unlock(
                                    new FormulaUnlock(
                                            "PRM00020",
                                            SampleLab.SUPERVISOR,
                                            "trained",
                                            Authentication.CHOSEN)));
            SessionRecord running = bench.weighed(bench.emptied().created(SampleLab.THREE));
            SampleBench.saved(
                    bench.service()
                            .recordNearMiss(
                                    running.id(),
                                    running.nextStep().orElseThrow().id(),
                                    "ING-0002",
                                    "ING-0009",
                                    "u-op"));
        }
    }

    Verification.Report verified() throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            return Verification.of(database, Evidence.NONE);
        }
    }

    @Nested
    class When_nothing_was_altered {

        @Test
        void every_event_and_every_session_is_found_intact() throws StoreException {
            Verification.Report report = verified();

            assertEquals(
                    new Verification.Report(
                            report.events(), 5, null, List.of(), Verification.Returned.NONE),
                    report);
            assertEquals(16, report.events());
        }

        @Test
        void a_session_refused_by_the_hub_is_intact_too() throws StoreException {
            try (SampleBench bench = SampleBench.reopened(folder)) {
                var upload =
                        bench.database().read(handle -> Outbox.list(handle, 10)).stream()
                                .filter(one -> one.entityId().equals(completed.id()))
                                .findFirst()
                                .orElseThrow();
                SampleBench.saved(bench.service().refusedByHub(upload, "unknown user"));
            }

            assertTrue(verified().intact(), () -> "should be intact");
        }
    }

    @Nested
    class When_altered {

        /// One character of one value, chosen by chance, behind the triggers' back.
        @Test
        void each_of_200_changes_of_one_character_is_detected() throws Exception {
            long seed = 20261120;
            Random random = new Random(seed);
            Path original = Files.copy(file, folder.resolve("original.db"));
            for (int run = 0; run < 200; run++) {
                Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
                String change = mutated(random);

                assertFalse(verified().intact(), "seed " + seed + ", run " + run + ": " + change);
            }
        }

        @Test
        void a_removed_row_of_any_table_is_detected() throws Exception {
            Path original = Files.copy(file, folder.resolve("original.db"));
            for (String table : PROVEN_TABLES) {
                Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
                try (RawFile raw = new RawFile(file)) {
                    raw.withoutTriggers(
                            "DELETE FROM "
                                    + table
                                    + " WHERE rowid = (SELECT max(rowid) FROM "
                                    + table
                                    + ")");
                }

                assertFalse(verified().intact(), table);
            }
        }

        @Test
        void the_altered_record_is_named() throws Exception {
            try (RawFile raw = new RawFile(file)) {
                raw.withoutTriggers("UPDATE dispenses SET net = '9.9999 g' WHERE row = 1");
            }

            Verification.Fault fault = verified().fault();

            assertEquals(
                    new Verification.Fault(
                            "dispense d-"
                                    + completed.steps().getFirst().id()
                                    + " of session "
                                    + completed.id(),
                            "gross 31.5000 g is not net 9.9999 g and tare 30.0000 g"),
                    fault);
        }

        private String mutated(Random random) throws SQLException {
            try (RawFile raw = new RawFile(file)) {
                List<Cell> cells = new ArrayList<>();
                for (String table : PROVEN_TABLES) {
                    cells.addAll(raw.cells(table));
                }
                while (true) {
                    Cell cell = cells.get(random.nextInt(cells.size()));
                    String altered = altered(cell, random);
                    if (raw.set(cell, altered)) {
                        return cell + " became " + altered;
                    }
                }
            }
        }

        private static String altered(Cell cell, Random random) {
            StringBuilder altered = new StringBuilder(cell.value());
            int at = random.nextInt(altered.length());
            char before = altered.charAt(at);
            char other = (char) ('!' + random.nextInt('~' - '!'));
            altered.setCharAt(
                    at,
                    cell.isNumber()
                            ? (char) ('0' + (before - '0' + 1 + random.nextInt(9)) % 10)
                            : other == before ? '~' : other);
            return altered.toString();
        }
    }
}
