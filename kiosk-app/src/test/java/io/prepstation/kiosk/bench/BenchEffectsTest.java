package io.prepstation.kiosk.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.proof.FrameTrace;
import io.prepstation.kiosk.proof.FrameTrace.Untraced;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.FormulaUnlocked;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.RescalePlanned;
import io.prepstation.model.bench.BenchEvent.StartRefused;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.formula.RescalePlan.Possible;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchEffectsTest {

    @TempDir Path folder;
    SampleBench bench;
    BenchEffects effects;
    final List<BenchEvent> answers = new ArrayList<>();

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        effects =
                SampleEffects.of(
                        bench,
                        folder,
                        new BenchEffects.Setup(
                                SampleBench.SETUP.vessel(),
                                SampleBench.SETUP.volume(),
                                SampleBench.SETUP.minimumWeight()),
                        answers::add);
    }

    private FrameJournal journal() {
        return FrameJournal.of(folder, SampleLab.KEY);
    }

    private void record(SessionRecord session, Dispense dispense) {
        effects.accept(new Effect.RecordDispense(session.id(), dispense));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Tag("STO-10")
    void nothing_begins_while_something_stands_in_the_way_and_the_operator_hears_what() {
        BenchEffects stopped =
                SampleEffects.of(
                        bench,
                        folder,
                        SampleEffects.ANY_VESSEL,
                        () -> Optional.of("the disk is nearly full"),
                        answers::add);

        stopped.accept(
                new Effect.CreateSession(
                        SampleLab.OPERATOR, SampleLab.THREE.code(), null, SampleLab.BALANCE));

        assertEquals(
                List.of(new StartRefused(new Notice.NotSaved("the disk is nearly full"))), answers);
    }

    @Nested
    class A_commit_whose_answer_was_lost {

        @Test
        @Tag("STO-7")
        void is_found_on_the_disk_when_the_operator_accepts_once_more() {
            SessionRecord created = bench.created(SampleLab.THREE);
            Step first = created.steps().getFirst();
            Dispense lasted = bench.dispense("d-1", first, Mass.grams("1.5000"));
            SessionRecord after =
                    SampleBench.saved(bench.service().recordDispense(created.id(), lasted));

            effects.accept(
                    new Effect.RecordDispense(
                            created.id(), bench.dispense("d-2", first, Mass.grams("1.5001"))));

            assertEquals(List.of(new DispenseCommitted(after)), answers);
            assertEquals(List.of(lasted), after.dispenses());
        }

        @Test
        void is_not_taken_for_one_of_another_step() {
            SessionRecord created = bench.created(SampleLab.THREE);
            Step second = created.steps().get(1);

            effects.accept(
                    new Effect.RecordDispense(
                            created.id(), bench.dispense("d-1", second, Mass.grams("2.5000"))));

            assertInstanceOf(NotCommitted.class, answers.getFirst());
        }
    }

    @Test
    @Tag("WEI-6")
    void a_vessel_that_was_named_and_tared_stands_in_the_audit_trail() throws StoreException {
        SessionRecord created = bench.created(SampleLab.THREE);
        effects.accept(
                new Effect.RecordVessel(
                        created.id(),
                        created.steps().getFirst().id(),
                        new KnownVessel("7", "V-7", Mass.grams("50.000")),
                        Mass.grams("50.012"),
                        SampleLab.OPERATOR));

        assertEquals(List.of(), answers);
        String body =
                bench.database()
                        .read(handle -> AuditTrail.ofSession(handle, created.id()))
                        .getLast()
                        .body();
        assertTrue(
                body.contains("\"kind\":\"vessel_tared\"") && body.contains("\"50.012 g\""), body);
    }

    @Nested
    @Tag("WEI-12")
    class A_weight {

        @Test
        void has_the_frame_it_was_read_from_in_the_journal() throws StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);
            Step first = created.steps().getFirst();
            record(created, bench.dispense("d-1", first, Mass.grams("1.5000")));

            assertInstanceOf(DispenseCommitted.class, answers.getLast());
            assertEquals(
                    new FrameTrace(1, 0, List.of()),
                    FrameTrace.of(bench.database(), journal(), null));
        }

        /// The check can fail: this weight came by another way.
        @Test
        void without_a_frame_is_found() throws StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);
            Step first = created.steps().getFirst();
            SampleBench.saved(
                    bench.service()
                            .recordDispense(
                                    created.id(),
                                    bench.dispense("d-1", first, Mass.grams("1.5000"))));

            assertEquals(
                    new FrameTrace(1, 0, List.of(new Untraced(created.id(), "d-1", false))),
                    FrameTrace.of(bench.database(), journal(), created.id()));
        }

        @Test
        void whose_frame_cannot_be_kept_is_not_recorded() throws IOException, StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);
            Files.createDirectories(journal().file());

            record(
                    created,
                    bench.dispense("d-1", created.steps().getFirst(), Mass.grams("1.5000")));

            assertInstanceOf(NotCommitted.class, answers.getLast());
            assertEquals(List.of(), bench.reader().find(created.id()).orElseThrow().dispenses());
        }

        @Test
        void whose_frame_has_no_unit_is_recorded_in_the_unit_of_the_settings() {
            SessionRecord created = bench.created(SampleLab.THREE);

            record(created, from(created, "\u000200001.5000", "(g)"));

            DispenseCommitted committed =
                    assertInstanceOf(DispenseCommitted.class, answers.getLast());
            assertEquals("(g)", committed.record().dispenses().getFirst().unit());
        }

        @Test
        void is_not_recorded_where_frame_and_unit_contradict_each_other() {
            SessionRecord created = bench.created(SampleLab.THREE);

            record(created, from(created, "\u000200001.5000", "g"));
            assertInstanceOf(NotCommitted.class, answers.getLast());
            record(created, from(created, "S S 1.5000 kg", "(g)"));
            assertInstanceOf(NotCommitted.class, answers.getLast());
        }

        private Dispense from(SessionRecord created, String raw, String unit) {
            Dispense usual =
                    bench.dispense("d-1", created.steps().getFirst(), Mass.grams("1.5000"));
            return new Dispense(
                    usual.id(),
                    usual.stepId(),
                    usual.scannedCode(),
                    usual.lotId(),
                    usual.containerId(),
                    usual.net(),
                    usual.gross(),
                    usual.tare(),
                    usual.tareSource(),
                    usual.displayed(),
                    unit,
                    usual.stability(),
                    raw,
                    usual.balanceSerial(),
                    usual.at(),
                    usual.by());
        }
    }

    @Nested
    @Tag("WEI-8")
    class An_overshoot {

        @Test
        void is_planned_and_the_batch_grows_as_planned() {
            SessionRecord created = bench.created(SampleLab.THREE);
            Dispense overshoot =
                    bench.dispense("d-1", created.steps().getFirst(), Mass.grams("1.6000"));

            effects.accept(
                    new Effect.PlanRescale(created, overshoot, SampleBench.SETUP.identity()));
            Possible plan =
                    assertInstanceOf(
                            Possible.class,
                            assertInstanceOf(RescalePlanned.class, answers.getFirst()).plan());
            effects.accept(
                    new Effect.RescaleBatch(
                            created.id(), overshoot, plan.after(), SampleBench.SETUP.identity()));

            DispenseCommitted committed =
                    assertInstanceOf(DispenseCommitted.class, answers.getLast());
            assertEquals(plan.after(), committed.record().context().amount());
        }
    }

    @Nested
    @Tag("SES-2")
    class A_locked_formula {

        private final Approval approval =
                new Approval(SampleLab.SUPERVISOR, Authentication.CHOSEN, "trained_again", "");

        @Test
        void is_unlocked_by_a_supervisor() {
            for (int i = 0; i < 3; i++) {
                SampleBench.saved(
                        bench.service()
                                .fail(bench.created(SampleLab.THREE).id(), "spilled", "", "u-op"));
            }
            effects.accept(new Effect.UnlockFormula("PRM00003", approval));

            assertEquals(List.of(new FormulaUnlocked("PRM00003")), answers);
        }

        @Test
        void that_is_not_locked_is_said_so() {
            effects.accept(new Effect.UnlockFormula("PRM00003", approval));

            assertInstanceOf(NotCommitted.class, answers.getFirst());
        }
    }
}
