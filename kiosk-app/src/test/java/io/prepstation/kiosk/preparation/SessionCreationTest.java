package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.refused;
import static io.prepstation.kiosk.preparation.SampleBench.request;
import static io.prepstation.kiosk.preparation.SampleBench.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FormulaLookup;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.session.SessionRecord;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCreationTest {

    @TempDir Path folder;

    /// What a lab file holds of sessions: sessions, steps, operations, events, attempt counters.
    record Held(int sessions, long steps, int operations, long events) {}

    static Held held(Path file, LabDatabase database) throws StoreException, SQLException {
        long steps;
        try (RawFile raw = new RawFile(file)) {
            steps = raw.number("SELECT count(*) FROM steps");
        }
        return database.read(handle ->
                new Held(
                        SessionRepository.list(handle, 100).size(),
                        steps,
                        Outbox.list(handle, 100).size(),
                        AuditTrail.head(handle).sequence()));
    }

    @Nested
    @Tag("SES-5")
    class When_writing_breaks_half_way {

        /// Ids as always, but the operation for the hub gets the first one's again: its insert comes after those of
        /// the session and of all its steps, and fails.
        Supplier<String> takenForTheOperation() {
            Supplier<String> ids = SampleBench.counting();
            int[] drawn = {0};
            return () -> ++drawn[0] % 5 == 0 ? "taken" : ids.get();
        }

        @Test
        void nothing_of_the_session_stays() throws Exception {
            try (SampleBench bench = SampleBench.in(folder, takenForTheOperation())) {
                saved(bench.service().createSessionFromFormula(request(SampleLab.THREE)));
                Held before = held(bench.database().path(), bench.database());

                Outcome<SessionRecord> second =
                        bench.service().createSessionFromFormula(request(SampleLab.THREE));

                assertInstanceOf(Outcome.NotSaved.class, second);
                assertEquals(before, held(bench.database().path(), bench.database()));
            }
        }

        @Test
        void the_attempt_number_is_not_used_up() throws Exception {
            try (SampleBench bench = SampleBench.in(folder, takenForTheOperation())) {
                saved(bench.service().createSessionFromFormula(request(SampleLab.THREE)));
                bench.service().createSessionFromFormula(request(SampleLab.THREE));
            }
            try (SampleBench bench = SampleBench.reopened(folder)) {
                assertEquals(2, bench.created(SampleLab.THREE).session().attemptNo());
            }
        }

        /// The same rows without the transaction leave a half session behind: the check above would see it.
        @Test
        void without_the_transaction_a_half_session_would_stay() throws Exception {
            try (SampleBench bench = SampleBench.in(folder)) {
                SessionRecord whole = bench.created(SampleLab.THREE);
                Held before = held(bench.database().path(), bench.database());
                try (RawFile raw = new RawFile(bench.database().path())) {
                    raw.execute(
                            copyOf("sessions", whole.id(), "id", "attempt_no = attempt_no + 1"));
                }

                assertNotEquals(before, held(bench.database().path(), bench.database()));
            }
        }

        private static String copyOf(String table, String id, String key, String change) {
            return """
            CREATE TEMP TABLE half AS SELECT * FROM %s WHERE id = '%s';
            UPDATE half SET %s = 'half', %s;
            INSERT INTO %s SELECT * FROM half;
            """
                    .formatted(table, id, key, change, table);
        }
    }

    @Nested
    class When_eight_threads_create {

        @Test
        @Tag("SES-3")
        void every_attempt_number_is_given_once_and_none_is_left_out() throws Exception {
            try (SampleBench bench = SampleBench.in(folder);
                    ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<Future<SessionRecord>> creating =
                        IntStream.range(0, 200)
                                .mapToObj(_ -> threads.submit(() -> bench.created(SampleLab.THREE)))
                                .toList();

                Set<Integer> numbers =
                        creating.stream()
                                .map(SampleBench::result)
                                .map(record -> record.session().attemptNo())
                                .collect(Collectors.toSet());
                assertEquals(
                        IntStream.rangeClosed(1, 200).boxed().collect(Collectors.toSet()), numbers);
            }
        }
    }

    @Nested
    @Tag("SES-7")
    class When_it_must_not_be_created {

        @Test
        void each_reason_is_said_and_nothing_is_written() throws Exception {
            try (SampleBench bench = SampleBench.in(folder)) {
                Held before = held(bench.database().path(), bench.database());
                SessionService service = bench.service();

                assertEquals(
                        new Refusal.FormulaUnusable(new FormulaLookup.UnknownFormula("PRM99999")),
                        refused(
                                service.createSessionFromFormula(
                                        new CreateRequest(
                                                "PRM99999",
                                                null,
                                                SampleLab.OPERATOR,
                                                SampleBench.SETUP))));
                assertEquals(
                        new Refusal.PersonNotAllowed("Ada Auditor", "prepare formulas"),
                        refused(
                                service.createSessionFromFormula(
                                        new CreateRequest(
                                                "PRM00003",
                                                null,
                                                SampleLab.AUDITOR,
                                                SampleBench.SETUP))));
                assertInstanceOf(
                        Refusal.AmountNotComparable.class,
                        refused(service.createSessionFromFormula(amount("1", "kg"))));
                assertInstanceOf(
                        Refusal.CannotBeWeighed.class,
                        refused(service.createSessionFromFormula(amount("1000", "L"))));
                assertEquals(before, held(bench.database().path(), bench.database()));
            }
        }

        @Test
        void a_size_is_kept_as_it_was_asked_for_beside_the_amount_it_comes_to() throws Exception {
            try (SampleBench bench = SampleBench.in(folder)) {
                SessionRecord twice =
                        saved(
                                bench.service()
                                        .createSessionFromFormula(
                                                new CreateRequest(
                                                        "PRM00003",
                                                        new BatchSize.Times(BigDecimal.TWO),
                                                        SampleLab.OPERATOR,
                                                        SampleBench.SETUP)));
                assertEquals(Amount.of("2", "L"), twice.context().amount());
                assertTrue(
                        bench.database()
                                .read(handle -> AuditTrail.ofSession(handle, twice.id()))
                                .getFirst()
                                .body()
                                .contains("\"askedFor\":\"2 times\""));
            }
        }

        @Test
        @Tag("WEI-9")
        void the_first_ingredient_that_cannot_be_weighed_is_named() throws Exception {
            try (SampleBench bench = SampleBench.in(folder)) {
                assertEquals(
                        "PRM00003 cannot be weighed on this balance at this amount: with line 1, Ingredient 1,"
                                + " the vessel would weigh 1580.0000 g, but the balance carries 520.0000 g."
                                + " Make less.",
                        refused(bench.service().createSessionFromFormula(amount("1000", "L")))
                                .message());
            }
        }

        private static CreateRequest amount(String value, String unit) {
            return new CreateRequest(
                    "PRM00003", Amount.of(value, unit), SampleLab.OPERATOR, SampleBench.SETUP);
        }
    }
}
