package io.prepstation.config;

import io.prepstation.config.ValueTypes.ReasonList;
import io.prepstation.model.people.Reason;
import io.prepstation.model.people.Reasons;
import java.util.List;

/// The reasons people choose from.
final class ReasonSettings {

    private static final Key<List<Reason>> GIVE_UP =
            Key.of("reasons.give_up", new ReasonList(), "Why a session is given up.");
    private static final Key<List<Reason>> OVERRIDE =
            Key.of(
                    "reasons.override",
                    new ReasonList(),
                    "Why a weight outside its limits stays in.");
    private static final Key<List<Reason>> UNLOCK =
            Key.of("reasons.unlock", new ReasonList(), "Why a locked formula is tried again.");
    private static final Key<List<Reason>> MANUAL =
            Key.of("reasons.manual", new ReasonList(), "Why a weight is entered by hand.");
    private static final Key<List<Reason>> CORRECTION =
            Key.of(
                    "reasons.correction",
                    new ReasonList(),
                    "What was put right about a session that the hub refused.");
    private static final Key<List<Reason>> QUEUE =
            Key.of(
                    "reasons.queue",
                    new ReasonList(),
                    "Why a change that waits for the hub is tried again or given up.");

    static final Section SECTION =
            new Section(
                    "reasons",
                    "The reasons people choose from. A code the screens have words for stands alone, another one brings"
                            + " its own: \"sampling: A sample was drawn\". The code \"other\" asks for words each time.",
                    List.of(GIVE_UP, OVERRIDE, UNLOCK, MANUAL, CORRECTION, QUEUE),
                    List.of());

    private ReasonSettings() {}

    static Reasons from(Values values) {
        return new Reasons(
                values.get(GIVE_UP),
                values.get(OVERRIDE),
                values.get(UNLOCK),
                values.get(MANUAL),
                values.get(CORRECTION),
                values.get(QUEUE));
    }
}
