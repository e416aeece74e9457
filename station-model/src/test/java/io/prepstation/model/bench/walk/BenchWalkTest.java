package io.prepstation.model.bench.walk;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchRules;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Examples;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A generated walk through weighings, refusals, unplugged cables and power cuts; `-Dwalk.seed=` repeats one.
@Tag("WEI-1")
@Tag("WEI-2")
@Tag("WEI-3")
@Tag("WEI-5")
@Tag("WEI-6")
@Tag("SES-9")
class BenchWalkTest {

    private static final int SHORT = 100_000;
    private static final int LONG = 1_000_000;

    private final long seed = Long.getLong("walk.seed", 20_261_120L);

    @Nested
    class A_walk {

        @Test
        void of_a_hundred_thousand_events_breaks_no_rule() {
            walk(seed, SHORT);
        }

        @Test
        @Tag("long")
        void of_a_million_events_breaks_no_rule_whatever_the_seed() {
            for (long offset = 1; offset <= 10; offset++) {
                walk(seed + offset, LONG);
            }
        }

        private static void walk(long seed, int events) {
            BenchWalk walk = new BenchWalk(seed, BenchRules.DEFAULT);
            Map<String, Integer> seen = walk.run(events);
            long completed = walk.world().store().ended(SessionStatus.COMPLETED);
            System.out.println(
                    "bench walk seed " + seed + ": " + completed + " sessions completed, " + seen);
            assertTrue(completed > events / 2_000, "too few sessions completed: " + completed);
            for (String rare :
                    new String[] {
                        "Over",
                        "Correcting",
                        "RecordPart",
                        "RescaleBatch",
                        "OverrideDispense",
                        "UnlockFormula",
                        "RecordManual",
                        "Acknowledging",
                        "witnessed",
                        "jumped",
                        "Fault",
                        "Regaining",
                        "Interrupted",
                        "Rescaling",
                        "Locked",
                        "RecordNearMiss",
                        "RecordVessel",
                        "by difference",
                        "power cut",
                        "Reviewing",
                        "AwaitingSignature"
                    }) {
                assertTrue(seen.getOrDefault(rare, 0) > 10, () -> rare + " hardly met: " + seen);
            }
        }
    }

    @Nested
    class A_protection_switched_off {

        @Test
        void accepting_whatever_is_newest_is_noticed() {
            assertNoticed(
                    "accepted a reading that is no longer what the balance shows|accepted a reading that never",
                    BenchRules.DEFAULT,
                    new UnaryOperator<>() {
                        private ReadingArrived newest =
                                new ReadingArrived(new Stable(Mass.grams("0"), frame()));

                        @Override
                        public BenchEvent apply(BenchEvent event) {
                            if (event instanceof ReadingArrived reading) {
                                newest = reading;
                            }
                            return event instanceof AcceptTapped tap
                                            && newest.reading()
                                                    instanceof Stable(var mass, var frame, var _)
                                    ? new AcceptTapped(
                                            frame.number(), mass, tap.dispenseId(), tap.at())
                                    : event;
                        }
                    });
        }

        @Test
        void taking_moving_weights_for_stable_ones_is_noticed() {
            assertNoticed(
                    "tared a pan that moves|accepted a reading that is no longer",
                    BenchRules.DEFAULT,
                    event ->
                            event instanceof ReadingArrived(Unstable(var mass, var frame))
                                    ? new ReadingArrived(new Stable(mass, frame))
                                    : event);
        }

        @Test
        void never_crossing_out_a_reading_is_noticed() {
            BenchRules rules = BenchRules.DEFAULT;
            assertNoticed(
                    "accepted a stale reading|witnessed a stale reading",
                    new BenchRules(
                            false,
                            Duration.ofHours(1),
                            rules.grossWindow(),
                            rules.smallestVessel(),
                            rules.tareWindow()),
                    UnaryOperator.identity());
        }

        @Test
        void taring_whatever_stands_there_is_noticed() {
            BenchRules rules = BenchRules.DEFAULT;
            assertNoticed(
                    "tared a part-filled vessel without its gross|corrected what was not too much"
                            + "|tared another vessel than was named",
                    new BenchRules(
                            false,
                            rules.staleAfter(),
                            1_000_000,
                            rules.smallestVessel(),
                            rules.tareWindow()),
                    UnaryOperator.identity());
        }

        @Test
        void taking_every_vessel_for_the_one_that_was_named_is_noticed() {
            BenchRules rules = BenchRules.DEFAULT;
            assertNoticed(
                    "tared another vessel than was named",
                    new BenchRules(
                            false,
                            rules.staleAfter(),
                            rules.grossWindow(),
                            rules.smallestVessel(),
                            Mass.grams("1000")),
                    UnaryOperator.identity());
        }

        @Test
        void taking_an_empty_pan_for_the_container_is_noticed() {
            BenchRules rules = BenchRules.DEFAULT;
            assertNoticed(
                    "recorded without the container it was taken from|took an empty pan",
                    new BenchRules(
                            false,
                            rules.staleAfter(),
                            rules.grossWindow(),
                            Mass.grams("0.000"),
                            rules.tareWindow()),
                    UnaryOperator.identity());
        }

        @Test
        void taking_what_stands_there_for_the_container_is_noticed() {
            BenchRules rules = BenchRules.DEFAULT;
            assertNoticed(
                    "took what was weighed before for the container|tared a container for the vessel",
                    new BenchRules(
                            false,
                            rules.staleAfter(),
                            -1,
                            rules.smallestVessel(),
                            rules.tareWindow()),
                    UnaryOperator.identity());
        }

        @Test
        void counting_what_the_container_gained_is_noticed() {
            assertNoticedDoing(
                    "net is not gross − tare|witnessed by nobody else",
                    effect ->
                            effect
                                            instanceof
                                            RecordDispense(
                                                    var id,
                                                    var dispense,
                                                    var removed,
                                                    var witness)
                                    ? new RecordDispense(
                                            id,
                                            A_forged_dispense.turned(dispense),
                                            removed,
                                            witness)
                                    : effect);
        }

        @Test
        void taking_every_scan_for_the_right_one_is_noticed() {
            assertNoticed(
                    "the ingredient was not identified",
                    BenchRules.DEFAULT,
                    event ->
                            event instanceof BenchEvent.CodeScanned scan
                                            && scan.text().startsWith("ING-")
                                    ? new BenchEvent.CodeScanned(
                                            new BareCode("ING-0001"), scan.text())
                                    : event);
        }

        @Test
        @Tag("WEI-8")
        void taking_anybodys_word_for_an_override_is_noticed() {
            assertNoticed(
                    "overridden without a supervisor or a reason|witnessed by nobody else",
                    BenchRules.DEFAULT,
                    event ->
                            event instanceof BenchEvent.Approved(var _, var at)
                                    ? new BenchEvent.Approved(Examples.APPROVAL, at)
                                    : event);
        }

        @Test
        @Tag("WEI-8")
        void growing_to_another_amount_than_was_shown_is_noticed() {
            AssertionError noticed =
                    assertThrows(
                            AssertionError.class,
                            () ->
                                    new BenchWalk(seed, BenchRules.DEFAULT)
                                            .doing(effect ->
                                                    effect instanceof Effect.RescaleBatch wish
                                                            ? new Effect.RescaleBatch(
                                                                    wish.sessionId(),
                                                                    wish.overshoot(),
                                                                    Examples.LITRE,
                                                                    wish.balance())
                                                            : effect)
                                            .run(SHORT));
            assertTrue(
                    noticed.getMessage().startsWith("rescaled to what nobody was shown"),
                    noticed.getMessage());
        }

        @Test
        @Tag("REC-2")
        void recording_without_the_second_person_is_noticed() {
            assertNoticedDoing(
                    "recorded without (its witness|an accept)",
                    effect ->
                            effect instanceof RecordDispense(var id, var dispense, var removed, _)
                                    ? new RecordDispense(id, dispense, removed)
                                    : effect);
        }

        @Test
        @Tag("WEI-10")
        void recording_another_mass_than_was_typed_is_noticed() {
            assertNoticedDoing(
                    "typed",
                    effect ->
                            effect
                                            instanceof
                                            Effect.RecordManual(var id, var dispense, var approval)
                                    ? new Effect.RecordManual(
                                            id,
                                            A_forged_dispense.forged(dispense, "net")
                                                    .withManualReason("usable"),
                                            approval)
                                    : effect);
        }

        @Test
        @Tag("WEI-14")
        void passing_over_the_hazards_is_noticed() {
            assertNoticed(
                    "tared before the hazards were acknowledged",
                    BenchRules.DEFAULT,
                    event -> withRules(event, LineRule.HAZARDS, false));
        }

        @Test
        @Tag("WEI-3")
        void taking_every_order_for_free_is_noticed() {
            assertNoticed(
                    "weighed out of order",
                    BenchRules.DEFAULT,
                    event -> withRules(event, LineRule.FREE_ORDER, true));
        }

        /// A session of which the bench hears something else than the store keeps.
        private static BenchEvent withRules(BenchEvent event, LineRule rule, boolean on) {
            return event instanceof BenchEvent.SessionCreated(var record, var notice)
                    ? new BenchEvent.SessionCreated(
                            Examples.asking(
                                    record,
                                    step -> {
                                        Set<LineRule> rules = new HashSet<>(step.rules());
                                        if (on) {
                                            rules.add(rule);
                                        } else {
                                            rules.remove(rule);
                                        }
                                        return rules;
                                    }),
                            notice)
                    : event;
        }

        private void assertNoticedDoing(String rule, UnaryOperator<Effect> done) {
            AssertionError noticed =
                    assertThrows(
                            AssertionError.class,
                            () -> new BenchWalk(seed, BenchRules.DEFAULT).doing(done).run(SHORT));
            assertTrue(
                    Pattern.compile("^(" + rule + ")").matcher(noticed.getMessage()).find(),
                    noticed.getMessage());
        }

        private void assertNoticed(String rule, BenchRules rules, UnaryOperator<BenchEvent> heard) {
            AssertionError noticed =
                    assertThrows(
                            AssertionError.class,
                            () -> new BenchWalk(seed, rules).hearing(heard).run(SHORT));
            assertTrue(
                    Pattern.compile("^(" + rule + ")").matcher(noticed.getMessage()).find(),
                    noticed.getMessage());
        }
    }

    @Nested
    class A_forged_dispense {

        @ParameterizedTest
        @ValueSource(
                strings = {"step", "code", "net", "gross", "tare", "displayed", "frame", "serial"})
        void is_noticed_by_any_field(String field) {
            AssertionError noticed =
                    assertThrows(
                            AssertionError.class,
                            () ->
                                    new BenchWalk(seed, BenchRules.DEFAULT)
                                            .doing(effect -> forged(effect, field))
                                            .run(SHORT));
            assertTrue(noticed.getMessage().contains("seed " + seed), noticed.getMessage());
        }

        private static Effect forged(Effect effect, String field) {
            return effect instanceof RecordDispense(var id, var dispense, var removed, var witness)
                    ? new RecordDispense(id, forged(dispense, field), removed, witness)
                    : effect;
        }

        /// By difference what came out, with the sign of what went in.
        private static Dispense turned(Dispense true_) {
            Mass more = true_.gross().minus(true_.tare());
            return new Dispense(
                    true_.id(),
                    true_.stepId(),
                    true_.scannedCode(),
                    true_.lotId(),
                    true_.containerId(),
                    more,
                    true_.gross(),
                    true_.tare(),
                    true_.tareSource(),
                    true_.displayed(),
                    true_.unit(),
                    true_.stability(),
                    true_.rawFrame(),
                    true_.balanceSerial(),
                    true_.at(),
                    true_.by());
        }

        private static Dispense forged(Dispense true_, String field) {
            Mass little = Mass.grams("0.001");
            return new Dispense(
                    true_.id(),
                    field.equals("step") ? true_.stepId() + "x" : true_.stepId(),
                    field.equals("code") ? "ING-9999" : true_.scannedCode(),
                    true_.lotId(),
                    true_.containerId(),
                    field.equals("net") ? true_.net().plus(little) : true_.net(),
                    field.equals("gross") ? true_.gross().plus(little) : true_.gross(),
                    field.equals("tare") ? true_.tare().plus(little) : true_.tare(),
                    true_.tareSource(),
                    field.equals("displayed") ? true_.displayed() + "0" : true_.displayed(),
                    true_.unit(),
                    true_.stability(),
                    field.equals("frame") ? "S S" : true_.rawFrame(),
                    field.equals("serial") ? "B2" : true_.balanceSerial(),
                    true_.at(),
                    true_.by());
        }
    }

    private static Frame frame() {
        return new Frame(0, "", Examples.START);
    }
}
