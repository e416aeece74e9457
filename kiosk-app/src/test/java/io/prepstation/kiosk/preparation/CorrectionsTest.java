package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.refused;
import static io.prepstation.kiosk.preparation.SampleBench.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.RescalePlan.Possible;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first ingredient is in; of the second, 2.7 g instead of at most 2.55 g.
@Tag("WEI-8")
class CorrectionsTest {

    @TempDir Path folder;
    SampleBench bench;
    SessionRecord running;
    Dispense overshoot;

    @BeforeEach
    void overshoot() throws StoreException {
        bench = SampleBench.in(folder);
        running = bench.weighed(bench.created(SampleLab.THREE));
        overshoot = bench.dispense("d-over", next(running), Mass.grams("2.7000"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    SessionRecord stored() throws StoreException {
        return bench.database()
                .read(handle -> SessionRepository.find(handle, running.id()))
                .orElseThrow();
    }

    static Step next(SessionRecord record) {
        return record.nextStep().orElseThrow();
    }

    Possible planned() throws StoreException {
        return assertInstanceOf(
                Possible.class, bench.reader().planRescale(running, overshoot, SampleBench.SETUP));
    }

    Outcome<SessionRecord> rescaled(Amount after) {
        return bench.service()
                .rescale(running.id(), new BatchGrowth(overshoot, after, SampleBench.SETUP), null);
    }

    Outcome<SessionRecord> overridden(User by, String reason) {
        return bench.service()
                .override(
                        running.id(),
                        overshoot,
                        new Approval(by, Authentication.CHOSEN, reason, ""));
    }

    @Nested
    class A_batch_that_grows {

        @Test
        void keeps_the_overshoot_and_asks_for_the_top_up_first() throws StoreException {
            SessionRecord grown = saved(rescaled(planned().after()));

            assertEquals(grown, stored());
            assertEquals("1.058824 L", grown.context().amount().toString());
            assertEquals(Mass.grams("1.5882"), next(grown).tolerance().target());
            assertEquals(1, next(grown).sequence());
            assertEquals(StepStatus.DONE, grown.steps().get(1).status());
            assertEquals(Mass.grams("3.7059"), grown.steps().get(2).tolerance().target());
        }

        @Test
        void says_in_the_record_why_it_grew() throws StoreException {
            SessionDeviation deviation = saved(rescaled(planned().after())).deviations().getFirst();

            assertEquals(SessionDeviation.OVERSHOOT, deviation.kind());
            assertEquals("rescaled", deviation.reasonCode());
            assertEquals(
                    "2.7000 g in, at most 2.5500 g was allowed; the batch grows from 1 L to 1.058824 L",
                    deviation.text());
        }

        @Test
        void is_completed_when_everything_is_topped_up_and_verifies() throws StoreException {
            SessionRecord grown = saved(rescaled(planned().after()));
            Mass missing = next(grown).tolerance().target().minus(Mass.grams("1.5000"));
            SessionRecord topped =
                    saved(
                            bench.service()
                                    .recordDispense(
                                            grown.id(),
                                            bench.dispense("d-top", next(grown), missing)));
            SessionRecord all = bench.weighed(topped);
            saved(bench.service().complete(all.id(), SampleLab.OPERATOR, Authentication.CHOSEN));

            assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        }

        @Test
        void takes_no_top_up_that_misses_its_new_limits() throws StoreException {
            SessionRecord grown = saved(rescaled(planned().after()));

            assertInstanceOf(
                    Refusal.OutsideTolerance.class,
                    refused(
                            bench.service()
                                    .recordDispense(
                                            grown.id(),
                                            bench.dispense(
                                                    "d-top", next(grown), Mass.grams("0.0100")))));
        }

        @Test
        void grows_once_however_often_it_is_asked() throws StoreException {
            Amount after = planned().after();
            SessionRecord once = saved(rescaled(after));

            assertEquals(once, saved(rescaled(after)));
            assertEquals(1, once.deviations().size());
        }

        @Test
        void to_another_amount_than_was_shown_is_refused_and_leaves_nothing()
                throws StoreException {
            assertInstanceOf(Refusal.PlanChanged.class, refused(rescaled(Amount.of("1.07", "L"))));
            assertEquals(running, stored());
        }

        @Test
        void is_the_only_way_targets_change_after_the_first_dispense() throws Exception {
            RawFile raw = new RawFile(bench.database().path());
            assertThrows(
                    SQLException.class, () -> raw.execute("UPDATE steps SET target_g = '9.0000'"));
            saved(rescaled(planned().after()));
            assertThrows(
                    SQLException.class, () -> raw.execute("UPDATE steps SET target_g = '1.0000'"));
        }
    }

    @Nested
    class An_override {

        @Test
        void is_signed_on_the_record_as_it_was_before() throws StoreException {
            SessionRecord after = saved(overridden(SampleLab.SUPERVISOR, "fit_for_use"));
            SessionDeviation deviation = after.deviations().getFirst();

            assertEquals(after, stored());
            assertEquals(StepStatus.DONE, after.steps().get(1).status());
            assertEquals(SampleLab.SUPERVISOR.id(), deviation.by());
            assertEquals("fit_for_use", deviation.reasonCode());
            assertTrue(deviation.signature() != null);
            assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        }

        @Test
        void is_given_by_supervisors_alone_and_with_a_reason() throws StoreException {
            for (Outcome<SessionRecord> outcome :
                    List.of(
                            overridden(SampleLab.OPERATOR, "fit_for_use"),
                            overridden(SampleLab.SUPERVISOR, " "),
                            overridden(SampleLab.SUPERVISOR, "other"),
                            overridden(
                                    new User(
                                            SampleLab.OPERATOR.id(),
                                            "Olga Operator",
                                            SampleLab.SUPERVISOR.roles(),
                                            true),
                                    "fit_for_use"))) {
                assertInstanceOf(Refusal.PersonNotAllowed.class, refused(outcome));
            }
            assertEquals(running, stored());
        }

        @Test
        void is_for_what_is_too_much_and_nothing_else() throws StoreException {
            overshoot = bench.dispense("d-under", next(running), Mass.grams("2.0000"));

            assertInstanceOf(
                    Refusal.OutsideTolerance.class,
                    refused(overridden(SampleLab.SUPERVISOR, "fit_for_use")));
        }

        @Test
        @Tag("REC-1")
        void whose_name_is_altered_is_found() throws Exception {
            saved(overridden(SampleLab.SUPERVISOR, "fit_for_use"));
            RawFile raw = new RawFile(bench.database().path());
            raw.execute("DROP TRIGGER deviations_are_not_changed");
            raw.execute("UPDATE deviations SET signed_name = 'Somebody Else'");
            raw.execute(
                    "CREATE TRIGGER deviations_are_not_changed BEFORE UPDATE ON deviations\n"
                            + "BEGIN SELECT RAISE(ABORT, 'deviations are append-only'); END");

            assertFalse(Verification.of(bench.database(), Evidence.NONE).intact());
        }
    }

    @Nested
    class What_was_taken_out {

        @Test
        void is_waste_and_stays_in_the_record() {
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordDispense(
                                            running.id(),
                                            bench.dispense(
                                                    "d-ok", next(running), Mass.grams("2.5000")),
                                            Mass.grams("0.2000")));

            SessionDeviation deviation = after.deviations().getFirst();
            assertEquals("removed", deviation.reasonCode());
            assertEquals("0.2000 g too much was taken out again and is waste", deviation.text());
        }
    }

    @Nested
    @Tag("WEI-12")
    class A_rejected_weight {

        @Test
        void stays_in_the_record_with_its_frame() {
            SessionRecord after =
                    saved(bench.service().recordRejected(running.id(), overshoot, "u-op"));

            assertTrue(
                    after.deviations().getFirst().text().contains(overshoot.rawFrame()),
                    after.deviations().toString());
        }
    }
}
