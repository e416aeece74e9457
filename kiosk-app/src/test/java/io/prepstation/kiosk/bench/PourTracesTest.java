package io.prepstation.kiosk.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Pour;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.bench.Work;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.PourTraceSheet;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.Attachment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a weight came to be is kept with it, and outlives the program as far as the last checkpoint.
@Tag("WEI-12")
class PourTracesTest {

    private static final Mass TARE = Mass.grams("30.0000");

    @TempDir Path folder;
    SampleBench bench;
    BenchEffects effects;
    SessionRecord session;
    Step step;
    long frames;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        effects = program();
        session = bench.created(SampleLab.THREE);
        step = session.steps().getFirst();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// The station's program, begun anew: it remembers nothing of what it saw.
    private BenchEffects program() {
        return SampleEffects.of(bench, folder, SampleEffects.ANY_VESSEL, _ -> {});
    }

    /// The balance shows a net mass, a tenth of a second after the last.
    private void shows(String net, boolean stable) {
        Mass mass = Mass.grams(net);
        frames++;
        Frame frame =
                new Frame(frames, "S S " + net + " g", SampleBench.NOW.plusMillis(frames * 100));
        BalanceReading reading =
                stable
                        ? new BalanceReading.Stable(mass, frame)
                        : new BalanceReading.Unstable(mass, frame);
        Pan pan =
                new Pan(new BalanceStatus.Online(SampleLab.BALANCE), reading, frames, TARE, false);
        effects.follow(
                new Situation(
                        new Dispensing(
                                new Work(SampleLab.OPERATOR, session, step),
                                new Pour("ING-0001", TARE, TARE, false),
                                null),
                        pan));
    }

    private void checkpoint(String gross) {
        effects.accept(
                new Effect.SaveCheckpoint(
                        new Checkpoint(
                                session.id(),
                                step.id(),
                                "ING-0001",
                                TARE,
                                Mass.grams(gross),
                                SampleBench.NOW)));
    }

    private void recorded() {
        effects.accept(new Effect.RecordDispense(session.id(), dispense()));
    }

    private Dispense dispense() {
        return bench.dispense("d-1", step, Mass.grams("1.5000"));
    }

    private Map<String, PourTrace> kept() throws StoreException {
        return bench.database().read(handle -> PourTraces.ofSession(handle, session.id()));
    }

    private String points(String dispense) throws StoreException {
        String text = kept().get(dispense).text();
        return text.substring(text.indexOf(" g 0 ") + 5);
    }

    @Test
    void a_pour_is_kept_with_its_weight_reading_for_reading() throws StoreException {
        shows("0.0000", true);
        shows("0.9000", false);
        shows("1.5000", true);
        recorded();

        assertEquals("0=0.0000 100~0.9000 200=1.5000", points("d-1"));
        assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
    }

    @Test
    void after_a_kill_what_was_seen_up_to_the_last_checkpoint_is_still_there()
            throws StoreException {
        shows("0.0000", true);
        shows("0.9000", true);
        checkpoint("30.9000");
        shows("1.0000", false);
        effects = program();
        shows("1.0000", true);
        checkpoint("31.0000");
        effects = program();
        shows("1.5000", true);
        recorded();

        assertEquals("0=0.0000 100=0.9000 300=1.0000 400=1.5000", points("d-1"));
    }

    @Test
    void another_vessels_pour_begins_anew() throws StoreException {
        shows("0.9000", true);
        checkpoint("30.9000");
        effects.accept(
                new Effect.SaveCheckpoint(
                        new Checkpoint(
                                session.id(),
                                step.id(),
                                "ING-0001",
                                Mass.grams("31.0000"),
                                Mass.grams("31.0000"),
                                SampleBench.NOW)));
        effects = program();
        shows("1.5000", true);
        recorded();

        assertEquals("0=1.5000", points("d-1"));
    }

    @Test
    void a_weight_that_is_rejected_keeps_its_pour_too() throws StoreException {
        shows("1.7000", true);
        effects.accept(new Effect.RecordRejected(session.id(), dispense(), SampleLab.OPERATOR));

        assertEquals("0=1.7000", points("d-1"));
    }

    /// The approval is an event of its own, which names the weight as well.
    @Test
    @Tag("REC-1")
    void that_of_a_weight_outside_its_limits_is_intact_too() throws StoreException {
        shows("1.7000", true);
        effects.accept(
                new Effect.OverrideDispense(
                        session.id(),
                        bench.dispense("d-1", step, Mass.grams("1.7000")),
                        new Approval(SampleLab.SUPERVISOR, Authentication.CHOSEN, "spillage", "")));

        assertEquals("0=1.7000", points("d-1"));
        assertEquals(null, Verification.of(bench.database(), Evidence.NONE).fault());
    }

    @Test
    void a_weight_that_nobody_followed_has_none() throws StoreException {
        recorded();

        assertEquals(Map.of(), kept());
        assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
    }

    @Test
    @Tag("REC-1")
    void an_added_one_is_found_and_named() throws Exception {
        recorded();
        try (RawFile raw = new RawFile(bench.database().path())) {
            raw.execute(
                    "INSERT INTO pour_traces VALUES ('d-1', '%s', '%s', '0 g 0 0=1.5000')"
                            .formatted(session.id(), step.id()));
        }
        assertEquals(found(), Verification.of(bench.database(), Evidence.NONE).fault());
    }

    private Verification.Fault found() {
        return found("d-1");
    }

    private Verification.Fault found(String dispense) {
        return new Verification.Fault(
                "pour trace of dispense " + dispense + " of session " + session.id(),
                "it is not the one of its audit event");
    }

    @Test
    @Tag("REC-1")
    void an_altered_and_a_missing_one_are_found_and_named() throws Exception {
        shows("0.0000", true);
        shows("1.5000", true);
        recorded();
        String whole = kept().get("d-1").text();
        Path file = bench.database().path();
        for (String change :
                List.of(
                        "UPDATE pour_traces SET trace = replace(trace, '1.5000', '1.4999')",
                        "DELETE FROM pour_traces")) {
            try (RawFile raw = new RawFile(file)) {
                raw.withoutTriggers(change);
            }
            assertEquals(found(), Verification.of(bench.database(), Evidence.NONE).fault());
            try (RawFile raw = new RawFile(file)) {
                raw.withoutTriggers("DELETE FROM pour_traces");
                raw.execute(
                        "INSERT INTO pour_traces VALUES ('d-1', '%s', '%s', '%s')"
                                .formatted(session.id(), step.id(), whole));
            }
            assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        }
    }

    @Test
    @Tag("REC-1")
    void that_of_a_rejected_weight_is_under_the_hash_of_its_event() throws Exception {
        shows("0.0000", true);
        shows("1.7000", true);
        effects.accept(new Effect.RecordRejected(session.id(), dispense(), SampleLab.OPERATOR));
        assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        try (RawFile raw = new RawFile(bench.database().path())) {
            raw.withoutTriggers(
                    "UPDATE pour_traces SET trace = replace(trace, '1.7000', '1.5000')");
        }

        assertEquals(found(), Verification.of(bench.database(), Evidence.NONE).fault());
    }

    /// The tare is in the trail before anything is weighed from it.
    @Test
    @Tag("REC-1")
    void a_tare_that_was_changed_while_the_power_was_off_is_found() throws Exception {
        checkpoint("30.0000");
        try (RawFile raw = new RawFile(bench.database().path())) {
            raw.execute("UPDATE checkpoint SET tare = '30.1000 g'");
        }
        Mass forged = Mass.grams("30.1000");
        Checkpoint noted = bench.reader().interrupted().orElseThrow().checkpoint();
        assertEquals(forged, Objects.requireNonNull(noted).tare());
        effects = program();
        effects.accept(
                new Effect.RecordDispense(
                        session.id(),
                        bench.filling(forged).dispense("d-1", step, Mass.grams("1.5000"))));

        assertEquals(
                new Verification.Fault(
                        "dispense d-1 of session " + session.id(),
                        "its tare is not the one with which its step was begun"),
                Verification.of(bench.database(), Evidence.NONE).fault());
    }

    @Test
    void a_weight_that_is_refused_leaves_none_behind() throws StoreException {
        shows("1.7000", true);
        effects.accept(
                new Effect.RecordDispense(
                        session.id(), bench.dispense("d-1", step, Mass.grams("1.7000"))));

        assertEquals(Map.of(), kept());
        assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
    }

    /// While a session runs, no signed head stands behind it yet; every trace belongs to an event all the same.
    @Test
    @Tag("REC-1")
    void those_of_a_running_session_are_found_one_by_one() throws Exception {
        shows("0.0000", true);
        shows("1.7000", true);
        effects.accept(new Effect.RecordRejected(session.id(), dispense(), SampleLab.OPERATOR));
        Step other = session.steps().getLast();
        String row = "INSERT INTO pour_traces VALUES ('%s', '%s', '%s', '%s')";
        String text = kept().get("d-1").text();
        String whole = row.formatted("d-1", session.id(), step.id(), text);
        Map<String, String> named =
                Map.of(
                        "UPDATE pour_traces SET trace = replace(trace, '1.7000', '1.5000')",
                        "d-1",
                        "UPDATE pour_traces SET step_id = '" + other.id() + "'",
                        "d-1",
                        "UPDATE pour_traces SET dispense_id = 'd-3'",
                        "d-1",
                        "DELETE FROM pour_traces",
                        "d-1",
                        row.formatted("d-2", session.id(), step.id(), text),
                        "d-2");
        for (var forgery : named.entrySet()) {
            try (RawFile raw = new RawFile(bench.database().path())) {
                raw.withoutTriggers(forgery.getKey());
            }
            assertEquals(
                    found(forgery.getValue()),
                    Verification.of(bench.database(), Evidence.NONE).fault(),
                    forgery.getKey());
            try (RawFile raw = new RawFile(bench.database().path())) {
                raw.withoutTriggers("DELETE FROM pour_traces");
                raw.execute(whole);
            }
            assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        }
    }

    @Test
    @Tag("REC-1")
    void those_of_an_ended_session_are_under_one_hash() throws Exception {
        shows("1.7000", true);
        effects.accept(new Effect.RecordRejected(session.id(), dispense(), SampleLab.OPERATOR));
        SampleBench.saved(bench.service().fail(session.id(), "spilled", "fell over", "u-op"));
        assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        try (RawFile raw = new RawFile(bench.database().path())) {
            raw.execute(
                    "INSERT INTO pour_traces VALUES ('d-2', '%s', '%s', '0 g 0 0=1.7000')"
                            .formatted(session.id(), step.id()));
        }

        assertEquals(
                new Verification.Fault(
                        "pour traces of session " + session.id(),
                        "they are not the ones of its audit event"),
                Verification.of(bench.database(), Evidence.NONE).fault());
    }

    /// What the session names is the hash of the whole, so that they can go to the hub by themselves.
    @Test
    @Tag("SYN-16")
    void those_of_an_ended_session_are_named_as_an_attachment() throws Exception {
        shows("1.7000", true);
        effects.accept(new Effect.RecordRejected(session.id(), dispense(), SampleLab.OPERATOR));
        SampleBench.saved(bench.service().fail(session.id(), "spilled", "fell over", "u-op"));
        List<Attachment> named =
                bench.database().read(handle -> SessionAttachments.ofSession(handle, session.id()));

        String text = bench.database().read(handle -> PourTraces.textOfAll(handle, session.id()));
        assertEquals(
                List.of(
                        new Attachment(
                                Sha256.hex(text),
                                "text/plain",
                                text.length(),
                                "traces",
                                null,
                                SampleBench.NOW.toEpochMilli(),
                                "u-op")),
                named);
        assertEquals(
                List.of(new PourTraceSheet.Entry("d-1", step.id(), kept().get("d-1"))),
                PourTraceSheet.of(text));
        assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        try (RawFile raw = new RawFile(bench.database().path())) {
            raw.withoutTriggers("DELETE FROM session_attachments");
        }
        assertEquals(
                "attachment " + Sha256.hex(text) + " of session " + session.id(),
                Objects.requireNonNull(Verification.of(bench.database(), Evidence.NONE).fault())
                        .record());
    }

    @Test
    @Tag("SYN-16")
    void where_nothing_was_followed_none_are_named() throws Exception {
        SampleBench.saved(bench.service().fail(session.id(), "spilled", "fell over", "u-op"));

        assertEquals(
                List.of(),
                bench.database()
                        .read(handle -> SessionAttachments.ofSession(handle, session.id())));
    }
}
