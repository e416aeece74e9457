package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.BalanceRegister;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.check.Enforcement;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("WEI-11")
class BalanceReadinessTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant TOMORROW = SampleBench.NOW.plus(DAY);

    @TempDir Path folder;
    private SampleBench bench;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Outcome<SessionRecord> started(CheckPlan plan, Instant now) {
        return bench.service(plan, now)
                .createSessionFromFormula(SampleBench.request(SampleLab.THREE));
    }

    private Verification.Report verified() throws StoreException {
        return Verification.of(bench.database(), Evidence.NONE);
    }

    @Nested
    class A_station_that_blocks {

        private CheckProblem refusal(Outcome<SessionRecord> outcome) {
            Refusal why = SampleBench.refused(outcome);
            return assertInstanceOf(Refusal.BalanceNotReady.class, why).why();
        }

        @Test
        void begins_nothing_on_a_balance_that_was_never_checked() throws StoreException {
            assertEquals(
                    new CheckProblem.NeverChecked(CheckKind.WEIGHTS),
                    refusal(started(SampleChecks.DAILY, SampleBench.NOW)));
            assertEquals(Optional.empty(), bench.reader().interrupted());
        }

        @Test
        void begins_after_a_check_that_passed_until_it_is_due_again() {
            SampleChecks.passed(bench);

            SampleBench.saved(started(SampleChecks.DAILY, TOMORROW.minusMillis(1)));
            assertEquals(
                    new CheckProblem.Overdue(CheckKind.WEIGHTS, SampleBench.NOW),
                    refusal(started(SampleChecks.DAILY, TOMORROW)));
        }

        @Test
        void begins_nothing_after_a_check_that_failed_until_one_passes() {
            SampleChecks.passed(bench);
            SampleChecks.failed(bench);

            assertEquals(
                    new CheckProblem.Failed(CheckKind.WEIGHTS, SampleBench.NOW),
                    refusal(started(SampleChecks.DAILY, SampleBench.NOW)));
            SampleChecks.passed(bench);
            SampleBench.saved(started(SampleChecks.DAILY, SampleBench.NOW));
        }

        @Test
        void says_what_to_do() {
            String message =
                    SampleBench.refused(started(SampleChecks.DAILY, SampleBench.NOW)).message();

            assertTrue(message.contains("Devices, Balance checks"), message);
        }
    }

    @Nested
    class A_station_that_warns {

        private final CheckPlan warning = SampleChecks.plan(Enforcement.WARN, DAY);

        @Test
        void begins_and_the_record_says_so() {
            SessionRecord record = SampleBench.saved(started(warning, SampleBench.NOW));

            assertEquals(
                    List.of(SessionDeviation.BALANCE_NOT_READY),
                    record.deviations().stream().map(SessionDeviation::kind).toList());
        }

        @Test
        void says_nothing_of_a_balance_that_is_ready() {
            SampleChecks.passed(bench);

            assertEquals(
                    List.of(), SampleBench.saved(started(warning, SampleBench.NOW)).deviations());
        }
    }

    @Nested
    class A_session {

        @Test
        void carries_the_check_its_balance_was_trusted_by() throws StoreException, MalformedJson {
            BalanceCheck check = SampleChecks.passed(bench);
            SessionRecord record = SampleBench.saved(started(SampleChecks.DAILY, SampleBench.NOW));

            String body =
                    bench.database()
                            .read(handle -> AuditTrail.ofSession(handle, record.id()))
                            .getFirst()
                            .body();
            var told = Json.parseObject(body).path("details").path("balanceCheck");
            assertEquals(check.id(), told.path("id").asText());
            assertEquals(check.at().toEpochMilli(), told.path("at").asLong());
        }

        @Test
        void is_measured_against_the_minimum_weight_the_balance_was_found_good_for()
                throws StoreException {
            assertEquals(
                    Mass.grams("0.1055"),
                    SampleChecks.kept(bench, SampleChecks.repeatability()).minimumWeight());

            BalanceSetup measured =
                    bench.database().read(handle -> SampleBench.SETUP.measured(handle));
            assertEquals(Mass.grams("0.1055"), measured.minimumWeight().site());
        }
    }

    @Nested
    class A_check {

        @Test
        void is_kept_with_its_readings_queued_for_the_hub_and_told_to_the_trail()
                throws StoreException {
            BalanceCheck check = SampleChecks.passed(bench);

            String serial = SampleLab.BALANCE.serialNumber();
            assertEquals(
                    Optional.of(check),
                    bench.database().read(handle -> BalanceRegister.last(handle, serial)).newest());
            assertEquals(
                    Optional.of(SampleLab.BALANCE),
                    bench.database().read(handle -> BalanceRegister.find(handle, serial)));
            assertEquals(
                    List.of("balance_registered", "balance_checked"),
                    bench
                            .database()
                            .read(handle ->
                                    List.of(
                                            AuditTrail.event(handle, 1).orElseThrow(),
                                            AuditTrail.event(handle, 2).orElseThrow()))
                            .stream()
                            .map(event -> kind(event.body()))
                            .toList());
            assertTrue(verified().intact(), () -> "not intact");
        }

        private static String kind(String body) {
            try {
                return Json.parseObject(body).path("kind").asText();
            } catch (MalformedJson e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void may_be_made_by_nobody_without_the_right_to() {
            User auditor = new User("u-aud", "Ada Auditor", Set.of(Role.AUDITOR), true);

            assertInstanceOf(
                    Refusal.PersonNotAllowed.class,
                    SampleBench.refused(
                            bench.readiness(SampleChecks.DAILY, SampleBench.NOW)
                                    .keep(SampleChecks.weights("200.0000", "20.0000"), auditor)));
        }

        @Test
        void counts_for_nothing_with_a_weight_whose_certificate_has_run_out() {
            Instant later = Instant.parse("2027-06-01T12:00:00Z");

            assertInstanceOf(
                    Refusal.CertificateExpired.class,
                    SampleBench.refused(
                            bench.readiness(SampleChecks.DAILY, later)
                                    .keep(
                                            SampleChecks.weights("200.0000", "20.0000"),
                                            SampleLab.OPERATOR)));
        }

        @Test
        void is_never_changed_nor_deleted() throws StoreException {
            SampleChecks.passed(bench);

            for (String forbidden :
                    List.of(
                            "UPDATE balance_checks SET result = 'failed'",
                            "UPDATE balance_checks SET readings = '[]'",
                            "UPDATE balance_checks SET checked_at = checked_at + 1",
                            "DELETE FROM balance_checks")) {
                Exception refused = null;
                try (RawFile raw = new RawFile(bench.database().path())) {
                    raw.execute(forbidden);
                } catch (SQLException e) {
                    refused = e;
                }
                assertNotNull(refused, forbidden);
                assertTrue(String.valueOf(refused.getMessage()).contains("append-only"), forbidden);
            }
        }

        @Test
        void that_was_forged_behind_the_triggers_is_named() throws StoreException, SQLException {
            BalanceCheck check = SampleChecks.failed(bench);
            try (RawFile raw = new RawFile(bench.database().path())) {
                raw.tamper(List.of("UPDATE balance_checks SET result = 'passed'"));
            }

            Verification.Fault fault = verified().fault();
            assertNotNull(fault);
            assertEquals("balance check " + check.id(), fault.record());
        }

        @Test
        void shows_in_the_history_the_oldest_first() throws StoreException {
            BalanceCheck first = SampleChecks.passed(bench);
            BalanceCheck second = SampleChecks.failed(bench);

            BalanceReport report =
                    bench.readiness(SampleChecks.DAILY, SampleBench.NOW).look(SampleLab.BALANCE);
            assertEquals(List.of(first, second), report.history());
            assertEquals(
                    Optional.of(new CheckProblem.Failed(CheckKind.WEIGHTS, SampleBench.NOW)),
                    report.problem());
        }
    }

    @Nested
    class The_register {

        @Test
        void notes_a_balance_once() throws StoreException {
            BalanceReadiness readiness = bench.readiness(SampleChecks.DAILY, SampleBench.NOW);
            readiness.seen(SampleLab.BALANCE, "station-1");
            readiness.seen(SampleLab.BALANCE, "station-1");

            assertEquals(1, bench.database().read(AuditTrail::head).sequence());
        }
    }
}
