package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StatisticsQuery;
import io.prepstation.model.bench.Unfinished;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the store demands of a weight beside its limits, whatever the screen let through.
class LineRulesInTheStoreTest {

    @TempDir Path folder;
    private SampleBench bench;

    @BeforeEach
    void lab() throws Exception {
        bench = SampleBench.in(folder);
    }

    /// The formula of three lines, each of which asks that.
    private SessionRecord asking(LineRule... rules) throws Exception {
        bench.database()
                .write(handle -> {
                    MasterData.replaceAll(handle, SampleLab.downloadAsking(3, rules));
                    return true;
                });
        return bench.emptied().created(SampleLab.THREE);
    }

    private static Approval by(User user) {
        return new Approval(user, Authentication.BADGE_AND_PIN, "balance_silent", "cable broken");
    }

    private void assertIntact(SessionRecord session) throws Exception {
        assertEquals(
                Optional.empty(),
                bench.database()
                        .read(handle -> new SessionVerification(handle).fault(session.id())));
    }

    /// As whoever only has the exported text sees it.
    private Optional<String> faultOfText(String id) throws Exception {
        FrozenText text =
                bench.database().read(handle -> FrozenText.find(handle, id).orElseThrow());
        return BundleCheck.fault(
                UploadBundle.parse(text.text().getBytes(StandardCharsets.UTF_8)),
                SigningKey.rawPublicKey(SampleBench.KEY));
    }

    @Nested
    @Tag("REC-2")
    class A_line_that_is_witnessed {

        private SessionRecord running;
        private Dispense dispense;

        @BeforeEach
        void session() throws Exception {
            running = asking(LineRule.WITNESS);
            Step step = running.nextStep().orElseThrow();
            dispense = bench.dispense(step, step.tolerance().target());
        }

        @Test
        void takes_no_weight_without_a_second_person() {
            assertEquals(
                    new Outcome.Refused<>(new Refusal.WitnessNeeded()),
                    bench.service().recordDispense(running.id(), dispense));
            assertEquals(
                    new Outcome.Refused<>(
                            new Refusal.SecondPersonNeeded(SampleLab.OPERATOR.name())),
                    bench.service()
                            .recordDispense(running.id(), dispense, null, by(SampleLab.OPERATOR)));
        }

        @Test
        void keeps_who_saw_it_signed_with_the_record_and_verifies() throws Exception {
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordDispense(
                                            running.id(),
                                            dispense,
                                            null,
                                            by(SampleLab.SUPERVISOR)));
            Attestation seen = after.attestations().getFirst();
            assertEquals(Attestation.WITNESSED, seen.kind());
            assertEquals(dispense.id(), seen.dispenseId());
            assertEquals(SampleLab.SUPERVISOR.name(), seen.signature().name());
            assertIntact(after);
        }

        @Test
        void records_the_same_weight_once() {
            Approval second = by(SampleLab.SUPERVISOR);
            SessionRecord after =
                    saved(bench.service().recordDispense(running.id(), dispense, null, second));
            assertEquals(
                    after,
                    saved(bench.service().recordDispense(running.id(), dispense, null, second)));
        }
    }

    @Nested
    @Tag("WEI-14")
    class Hazards_that_were_read {

        @Test
        void are_kept_once_with_the_words_that_were_shown() throws Exception {
            SessionRecord running = asking();
            assertTrue(running.steps().getFirst().asks(LineRule.HAZARDS));
            SessionRecord read = bench.acknowledged(running);
            assertEquals(read, bench.acknowledged(read));
            Attestation kept = read.attestations().getFirst();
            assertEquals("Warning; GHS07; H319 Causes serious eye irritation", kept.text());
            assertEquals(SampleLab.OPERATOR.id(), kept.by());
            assertIntact(read);
        }
    }

    @Nested
    @Tag("WEI-10")
    class A_typed_mass {

        private SessionRecord running;
        private Dispense typed;

        @BeforeEach
        void session() throws Exception {
            running = asking();
            typed =
                    typed(
                            running.nextStep().orElseThrow(),
                            Mass.grams("1.50"),
                            by(SampleLab.SUPERVISOR));
        }

        private Dispense typed(Step step, Mass net, Approval approval) {
            return new Dispense(
                            "d-typed",
                            step.id(),
                            step.requiredCode(),
                            null,
                            null,
                            net,
                            net.plus(Mass.grams("30.0000")),
                            Mass.grams("30.0000"),
                            TareSource.COMPUTED,
                            net.digits(),
                            "g",
                            Dispense.BY_HAND,
                            "",
                            "",
                            SampleBench.NOW,
                            SampleLab.OPERATOR.id())
                    .withManualReason(approval.reason());
        }

        @Test
        void is_marked_in_the_record_with_who_stands_for_it_and_counted() throws Exception {
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordManual(running.id(), typed, by(SampleLab.SUPERVISOR)));
            assertEquals(
                    "balance_silent: cable broken", after.dispenses().getFirst().manualReason());
            SessionDeviation deviation = after.deviations().getFirst();
            assertEquals(SessionDeviation.MANUAL_WEIGHT, deviation.kind());
            assertEquals("balance_silent", deviation.reasonCode());
            assertEquals(SampleLab.SUPERVISOR.name(), deviation.signature().name());
            assertIntact(after);
            long counted =
                    bench
                            .database()
                            .read(handle ->
                                    new StatisticsQuery(
                                                    StatisticsQuery.Dimension.INGREDIENT,
                                                    StatisticsQuery.Period.MONTH,
                                                    LocalDate.of(2026, 11, 20))
                                            .ask(handle))
                            .stream()
                            .mapToLong(StatisticsQuery.Counts::manualWeights)
                            .sum();
            assertEquals(1, counted);
        }

        @Test
        @Tag("REC-1")
        void is_no_fault_of_a_finished_record() throws Exception {
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordManual(running.id(), typed, by(SampleLab.SUPERVISOR)));
            saved(bench.service().fail(after.id(), "spilled", "fell over", "u-op"));

            assertEquals(Optional.empty(), faultOfText(after.id()));
        }

        @Test
        void needs_somebody_with_the_right_to() {
            assertInstanceOf(
                    Refusal.PersonNotAllowed.class,
                    refusal(
                            bench.service()
                                    .recordManual(running.id(), typed, by(SampleLab.OPERATOR))));
        }

        @Test
        void keeps_its_limits() {
            Step step = running.nextStep().orElseThrow();
            assertInstanceOf(
                    Refusal.OutsideTolerance.class,
                    refusal(
                            bench.service()
                                    .recordManual(
                                            running.id(),
                                            typed(
                                                    step,
                                                    Mass.grams("1.60"),
                                                    by(SampleLab.SUPERVISOR)),
                                            by(SampleLab.SUPERVISOR))));
        }

        @Test
        void does_not_pass_for_one_that_a_balance_sent() {
            assertInstanceOf(
                    Refusal.NotStable.class,
                    refusal(bench.service().recordDispense(running.id(), typed)));
        }

        private static Refusal refusal(Outcome<?> outcome) {
            return assertInstanceOf(Outcome.Refused.class, outcome).why();
        }
    }

    @Nested
    @Tag("WEI-6")
    class A_line_by_difference {

        private SessionRecord running;
        private Dispense taken;

        @BeforeEach
        void session() throws Exception {
            running = asking(LineRule.BY_DIFFERENCE);
            taken = taken(running.nextStep().orElseThrow(), "90.0000", "1.5000");
        }

        private Dispense taken(Step step, String before, String net) {
            return taken(step, before, net, null);
        }

        /// @param before of the container, gross
        private Dispense taken(Step step, String before, String net, @Nullable String containerId) {
            Mass after = Mass.grams(before).minus(Mass.grams(net));
            return new Dispense(
                    "d-" + step.id(),
                    step.id(),
                    step.requiredCode(),
                    null,
                    containerId,
                    Mass.grams(net),
                    after,
                    Mass.grams(before),
                    TareSource.COMPUTED,
                    after.digits(),
                    "g",
                    "flag",
                    "S S %10s g".formatted(after.digits()),
                    running.context().balanceSerial(),
                    SampleBench.NOW,
                    SampleLab.OPERATOR.id());
        }

        @Test
        void keeps_what_the_container_weighed_before_and_after() throws Exception {
            SessionRecord after = saved(bench.service().recordDispense(running.id(), taken));
            assertEquals(List.of(taken), after.dispenses());
            assertIntact(after);
        }

        @Test
        @Tag("WEI-4")
        void notes_what_the_container_weighed_last() throws Exception {
            EntityStore entities =
                    new EntityStore(
                            SampleLab.KEY,
                            EntityTypes.STANDARD,
                            InstantSource.fixed(SampleBench.NOW),
                            SampleBench.counting(),
                            new Random(7));
            ObjectNode fields = Json.object().put("code", "C-9").put("status", "in_use");
            Edit made =
                    bench.database()
                            .write(handle ->
                                    entities.create(
                                            handle, SampleLab.OPERATOR, "containers", fields));
            String container = assertInstanceOf(Edit.Written.class, made).entity().id();

            Step step = running.nextStep().orElseThrow();
            saved(
                    bench.service()
                            .recordDispense(
                                    running.id(), taken(step, "90.0000", "1.5000", container)));

            assertEquals(
                    Optional.of(Mass.grams("88.5000")),
                    bench.database()
                            .read(handle -> MaterialRepository.lastGross(handle, container)));
        }

        @Test
        void takes_no_weight_that_is_what_a_vessel_gained() {
            Step step = running.nextStep().orElseThrow();
            assertInstanceOf(
                    Refusal.ReadingInconsistent.class,
                    A_typed_mass.refusal(
                            bench.service()
                                    .recordDispense(
                                            running.id(),
                                            bench.dispense(step, step.tolerance().target()))));
        }

        @Test
        @Tag("SES-9")
        void goes_on_after_a_power_cut_with_what_was_left_in_the_container() throws Exception {
            Step step = running.nextStep().orElseThrow();
            Checkpoint checkpoint =
                    new Checkpoint(
                            running.id(),
                            step.id(),
                            Source.ofCode(step.requiredCode()),
                            Mass.grams("90.0000"),
                            Mass.grams("89.2000"),
                            Mass.grams("89.1000"),
                            SampleBench.NOW);
            saved(bench.service().saveCheckpoint(checkpoint));

            Interrupted interrupted = bench.reader().interrupted().orElseThrow();
            assertEquals(checkpoint, interrupted.checkpoint());
            assertEquals(
                    Optional.of(Mass.grams("89.2000")),
                    new Unfinished(interrupted.record(), checkpoint).expectedGross());
        }

        @Test
        void tells_what_was_put_back_which_is_no_waste() throws Exception {
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordDispense(running.id(), taken, Mass.grams("0.2000")));
            SessionDeviation told = after.deviations().getFirst();
            assertEquals("put_back", told.reasonCode());
            assertEquals("0.2000 g too much was put back into its container", told.text());
            assertIntact(after);
        }

        @Test
        void is_completed_and_its_frozen_record_agrees_with_itself() throws Exception {
            SessionRecord record = running;
            for (Step step : running.steps()) {
                record =
                        saved(
                                bench.service()
                                        .recordDispense(
                                                running.id(),
                                                taken(
                                                        step,
                                                        "90.0000",
                                                        step.tolerance().target().digits())));
            }
            saved(bench.service().complete(record.id(), SampleLab.OPERATOR, Authentication.CHOSEN));
            assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
            assertEquals(Optional.empty(), faultOfText(running.id()));
        }
    }

    @Nested
    @Tag("WEI-3")
    class In_free_order {

        @Test
        void any_free_step_may_be_weighed_and_no_other() throws Exception {
            SessionRecord running = asking(LineRule.FREE_ORDER);
            Step last = running.steps().getLast();
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordDispense(
                                            running.id(),
                                            bench.dispense(last, last.tolerance().target())));
            assertEquals(running.steps().getFirst().id(), after.nextStep().orElseThrow().id());
            SessionRecord fixed = bench.emptied().created(SampleLab.TWENTY);
            Step second = fixed.steps().get(1);
            assertInstanceOf(
                    Refusal.NotThisStep.class,
                    A_typed_mass.refusal(
                            bench.service()
                                    .recordDispense(
                                            fixed.id(),
                                            bench.dispense(
                                                    "d-x", second, second.tolerance().target()))));
        }
    }
}
