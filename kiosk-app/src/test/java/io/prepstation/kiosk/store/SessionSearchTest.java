package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.session.SessionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is looked for is found whatever index leads, the newest first (STO-11).
@Tag("STO-11")
class SessionSearchTest {

    private static final int SESSIONS = 400;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Formula> FORMULAS =
            List.of(
                    new Formula("f-a", "PRM00100", "Phosphate buffer"),
                    new Formula("f-b", "PRM00101", "LB broth (Miller)"),
                    new Formula("f-c", "PRM00200", "Borate BUFFER 10x"),
                    new Formula("f-d", "BUF-7", "Lösung nach Ringer"));

    /// A session as the test knows it.
    private record Known(
            String id,
            Formula formula,
            String operator,
            SessionStatus status,
            Instant at,
            @Nullable String lot) {

        boolean means(String text) {
            return (formula.code() + " " + formula.name())
                            .toLowerCase(Locale.ROOT)
                            .contains(text.toLowerCase(Locale.ROOT))
                    || (lot != null && lot.equalsIgnoreCase(text));
        }

        boolean is(SessionSearch search) {
            return (search.text() == null || means(search.text()))
                    && (search.formulaCode() == null || search.formulaCode().equals(formula.code()))
                    && (search.operator() == null || search.operator().equals(operator))
                    && (search.status() == null || search.status() == status)
                    && (search.from() == null || !at.isBefore(search.from()))
                    && (search.until() == null || at.isBefore(search.until()));
        }
    }

    @TempDir Path folder;
    private final Random random = new Random(20261121);
    private final List<Known> all = new ArrayList<>();
    private SampleBench bench;

    @BeforeEach
    void fill() throws StoreException {
        bench = SampleBench.in(folder);
        bench.database()
                .change(handle -> {
                    for (Formula formula : FORMULAS) {
                        handle.sql()
                                .run(
                                        "INSERT INTO formulas (id, code, name) VALUES (?, ?, ?)",
                                        formula.id(),
                                        formula.code(),
                                        formula.name());
                    }
                    for (int n = 0; n < SESSIONS; n++) {
                        insert(handle, n);
                    }
                });
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void insert(WriteHandle handle, int n) {
        Known known =
                new Known(
                        "s-%04d".formatted(random.nextInt(10_000_000)) + n,
                        any(FORMULAS),
                        any(List.of("u-1", "u-2", "u-3")),
                        n % 10 == 0
                                ? any(List.of(SessionStatus.values()))
                                : SessionStatus.COMPLETED,
                        BEGIN.plus(Duration.ofHours(random.nextInt(2_000))),
                        n % 7 == 0 ? any(List.of("L2291", "BUFFER", "x/9")) : null);
        all.add(known);
        boolean running = known.status() == SessionStatus.IN_PROGRESS;
        handle.sql()
                .run(
                        "INSERT INTO sessions (id, formula_id, attempt_no, status, operator, started_at, ended_at,"
                                + " lab_id, station_id, formula_code, formula_name, formula_version_no,"
                                + " operator_name, amount, amount_unit, balance_model, balance_serial, simulated,"
                                + " time_zone, config_hash, revision) VALUES (?, ?, ?, 'in_progress', ?, ?, NULL, 'lab',"
                                + " 'station-1', ?, ?, 1, 'O', '1', 'L', 'SIM520', 'SIM-1', 1, 'Europe/Berlin',"
                                + " 'c0ffee', 1)",
                        known.id(),
                        known.formula().id(),
                        n + 1,
                        known.operator(),
                        known.at().toEpochMilli(),
                        known.formula().code(),
                        known.formula().name());
        if (known.lot() != null) {
            weigh(handle, known, 1);
            weigh(handle, known, 2);
        }
        if (!running) {
            handle.sql()
                    .run(
                            "UPDATE sessions SET status = ?, ended_at = ? WHERE id = ?",
                            known.status() == SessionStatus.SERVER_REJECTED
                                    ? SessionStatus.COMPLETED.word()
                                    : known.status().word(),
                            known.at().toEpochMilli(),
                            known.id());
        }
        if (known.status() == SessionStatus.SERVER_REJECTED) {
            handle.sql()
                    .run("UPDATE sessions SET status = 'server_rejected' WHERE id = ?", known.id());
        }
    }

    /// Twice from one lot: the session is still found once.
    private static void weigh(WriteHandle handle, Known known, int step) {
        String stepId = known.id() + "-" + step;
        handle.sql()
                .run(
                        "INSERT INTO steps (id, session_id, sequence, ingredient_id, ingredient_name, required_code,"
                                + " target_g, tolerance_lower_g, tolerance_upper_g, display_unit, status)"
                                + " VALUES (?, ?, ?, 'i-1', 'I', 'ING-0001', '1', '0.1', '0.1', 'g', 'done')",
                        stepId,
                        known.id(),
                        step);
        handle.sql()
                .run(
                        "INSERT INTO dispenses (id, session_id, step_id, scanned_code, lot_number, net, gross, tare,"
                                + " tare_source, displayed, unit, stability, raw_frame, balance_serial, at, by)"
                                + " VALUES (?, ?, ?, 'L', ?, '1 g', '2 g', '1 g', 'balance', '1', 'g', 'flag', 'S', 'SIM-1',"
                                + " 0, 'u')",
                        "d-" + stepId,
                        known.id(),
                        stepId,
                        known.lot());
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private List<String> expected(SessionSearch search, int most) {
        return all.stream()
                .filter(known -> known.is(search))
                .sorted(Comparator.comparing(Known::at).thenComparing(Known::id).reversed())
                .limit(most)
                .map(Known::id)
                .toList();
    }

    private List<String> found(SessionSearch search, int most) throws StoreException {
        return bench
                .database()
                .read(handle -> SessionRepository.search(handle, search, most))
                .stream()
                .map(SessionSummary::id)
                .toList();
    }

    private static SessionSearch text(String text) {
        return new SessionSearch(text, null, null, null, null, null);
    }

    @Nested
    class A_text {

        @Test
        void is_part_of_a_formulas_name_in_small_letters_or_capitals() throws StoreException {
            assertEquals(expected(text("bUfFeR"), 50), found(text("bUfFeR"), 50));
            assertEquals(expected(text("LÖSUNG"), 500), found(text("LÖSUNG"), 500));
        }

        @Test
        void is_part_of_a_formulas_code() throws StoreException {
            assertEquals(expected(text("0010"), 500), found(text("0010"), 500));
        }

        @Test
        void is_a_lot_that_was_weighed() throws StoreException {
            List<String> sessions = found(text("l2291"), 500);

            assertEquals(expected(text("l2291"), 500), sessions);
            assertTrue(sessions.size() > 5, sessions::toString);
        }

        @Test
        void is_no_pattern() throws StoreException {
            assertEquals(List.of(), found(text("%"), 500));
        }

        @Test
        void that_means_nothing_finds_nothing() throws StoreException {
            assertEquals(List.of(), found(text("nothing is called that"), 500));
        }
    }

    @Nested
    class Any_search {

        @Test
        void finds_what_looking_at_every_session_finds() throws StoreException {
            int told = 0;
            for (int run = 0; run < 600; run++) {
                SessionSearch search = anySearch();
                int most = 1 + random.nextInt(60);
                List<String> expected = expected(search, most);
                assertEquals(expected, found(search, most), () -> search + ", at most " + most);
                told += expected.isEmpty() ? 0 : 1;
            }
            assertTrue(told > 200, "most searches found nothing");
        }

        private SessionSearch anySearch() {
            Instant from = BEGIN.plus(Duration.ofHours(random.nextInt(2_000)));
            return new SessionSearch(
                    maybe("buffer", "prm", "PRM00100", "x/9", "l2291", "r"),
                    random.nextInt(4) == 0 ? any(FORMULAS).code() : null,
                    maybe("u-1", "u-2"),
                    random.nextBoolean() ? null : any(List.of(SessionStatus.values())),
                    random.nextBoolean() ? null : from,
                    random.nextBoolean() ? null : from.plus(Duration.ofHours(500)));
        }

        private @Nullable String maybe(String... values) {
            return random.nextBoolean() ? null : Objects.requireNonNull(any(List.of(values)));
        }
    }
}
