package io.prepstation.model.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect.CommandBalance;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.people.Permission;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every event in every state, with the balance in every condition.
class TotalityTest {

    private record Pair(Situation situation, BenchEvent event, Next next) {}

    private final Bench bench = new Bench(BenchRules.DEFAULT);

    @Nested
    class The_representatives {

        @Test
        void name_every_state() {
            assertEquals(leaves(BenchState.class), classes(Representatives.states()));
        }

        @Test
        void name_every_event() {
            assertEquals(leaves(BenchEvent.class), classes(Representatives.events()));
        }

        @Test
        void would_show_a_missing_one() {
            List<BenchEvent> without =
                    Representatives.events().stream()
                            .filter(event -> !(event instanceof BenchEvent.Zeroed))
                            .toList();
            assertFalse(classes(without).equals(leaves(BenchEvent.class)));
        }
    }

    @Nested
    class Every_decision {

        @Test
        void is_made_without_an_exception() {
            long[] pairs = {0};
            everyPair(_ -> pairs[0]++);
            assertTrue(pairs[0] > 100_000, "only " + pairs[0] + " pairs");
        }

        @Test
        void that_records_a_dispense_answers_an_accept_of_a_weight_in_tolerance() {
            Set<Class<?>> from = new HashSet<>();
            everyPair(pair -> {
                if (pair.next.effects().stream().anyMatch(RecordDispense.class::isInstance)) {
                    boolean seen = pair.event instanceof BenchEvent.AcceptTapped;
                    boolean witnessed =
                            pair.event instanceof BenchEvent.Approved
                                    && pair.situation.state()
                                            instanceof
                                            BenchState.Approving(
                                                    var _,
                                                    ApprovalRequest.Witness _,
                                                    var _);
                    assertTrue(seen || witnessed, pair::toString);
                    from.add(pair.situation.state().getClass());
                }
            });
            assertTrue(from.contains(InTolerance.class));
        }

        @Test
        @Tag("WEI-8")
        void that_records_a_weight_outside_its_limits_answers_a_choice_or_a_supervisor() {
            everyPair(pair -> {
                for (Effect effect : pair.next.effects()) {
                    if (effect instanceof Effect.RescaleBatch) {
                        assertTrue(pair.event instanceof BenchEvent.RescaleTapped, pair::toString);
                    }
                    if (effect instanceof Effect.OverrideDispense(var _, var _, var approval)) {
                        assertTrue(approval.valid(Permission.OVERRIDE), pair::toString);
                        assertEquals(new BenchEvent.Approved(approval, Examples.START), pair.event);
                    }
                }
            });
        }

        @Test
        @Tag("WEI-10")
        void that_records_a_typed_mass_answers_somebody_with_the_right_to() {
            boolean[] met = {false};
            everyPair(pair -> {
                for (Effect effect : pair.next.effects()) {
                    if (effect instanceof Effect.RecordManual(var _, var dispense, var approval)) {
                        assertTrue(approval.valid(Permission.MANUAL_WEIGHT), pair::toString);
                        assertTrue(dispense.manual(), pair::toString);
                        assertEquals(new BenchEvent.Approved(approval, Examples.START), pair.event);
                        met[0] = true;
                    }
                }
            });
            assertTrue(met[0]);
        }

        @Test
        @Tag("REC-2")
        void that_records_what_the_formula_wants_witnessed_names_a_second_person() {
            boolean[] met = {false};
            everyPair(pair -> {
                for (Effect effect : pair.next.effects()) {
                    if (effect instanceof RecordDispense(var _, var dispense, var _, var witness)
                            && pair.situation.state()
                                    instanceof
                                    BenchState.Approving(var _, ApprovalRequest.Witness _, var _)) {
                        assertTrue(
                                witness != null && !witness.by().id().equals(dispense.by()),
                                pair::toString);
                        met[0] = true;
                    }
                }
            });
            assertTrue(met[0]);
        }

        @Test
        @Tag("WEI-15")
        void that_gives_a_session_up_says_why() {
            everyPair(pair -> {
                for (Effect effect : pair.next.effects()) {
                    if (effect instanceof Effect.FailSession fail) {
                        assertTrue(
                                !fail.reasonCode().isBlank() && !fail.text().isBlank(),
                                pair::toString);
                    }
                }
            });
        }

        @Test
        void that_commands_the_balance_has_the_sessions_own_balance() {
            everyPair(pair -> {
                boolean commands =
                        pair.next.effects().stream().anyMatch(CommandBalance.class::isInstance);
                if (commands && !(pair.event instanceof BenchEvent.ZeroTapped)) {
                    assertEquals(Examples.ONLINE, pair.next.situation().pan().status());
                }
            });
        }

        @Test
        void that_sets_a_balance_to_zero_by_itself_is_made_between_sessions() {
            everyPair(pair -> {
                if (pair.event instanceof BenchEvent.ZeroTapped && !pair.next.effects().isEmpty()) {
                    assertInstanceOf(BenchState.Ready.class, pair.situation.state());
                    assertTrue(pair.situation.pan().online());
                }
            });
        }

        @Test
        void that_leads_to_weighing_has_the_sessions_own_balance() {
            everyPair(pair -> {
                BenchState state = pair.next.situation().state();
                if (state instanceof Weighing || state instanceof Interrupted) {
                    assertEquals(Examples.ONLINE, pair.next.situation().pan().status());
                }
            });
        }
    }

    private void everyPair(Consumer<Pair> check) {
        for (BenchState state : Representatives.states()) {
            for (Pan pan : Representatives.pans()) {
                Situation situation = new Situation(state, pan);
                for (BenchEvent event : Representatives.events()) {
                    Next next =
                            assertDoesNotThrow(
                                    () -> bench.next(situation, event),
                                    () -> event + " in " + situation);
                    check.accept(new Pair(situation, event, next));
                }
            }
        }
    }

    private static Set<Class<?>> classes(Collection<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(permitted -> leaves(permitted).stream())
                        .collect(Collectors.toSet())
                : Set.of(type);
    }
}
