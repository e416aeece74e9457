package io.prepstation.kiosk.ui.sessions;

import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How one weight came to be, as a curve beside its step.
///
/// @param step number and ingredient
/// @param took how long, as text
/// @param limits the step's, for the band; of a part the band is not reached
public record PourLine(String step, String took, PourTrace trace, Tolerance limits) {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60;

    /// In the order of the dispenses; only those that have a trace.
    static List<PourLine> of(SessionRecord record, Map<String, PourTrace> traces) {
        List<PourLine> lines = new ArrayList<>();
        for (Dispense dispense : record.dispenses()) {
            PourTrace trace = traces.get(dispense.id());
            if (trace != null) {
                record.step(dispense.stepId())
                        .ifPresent(step ->
                                lines.add(
                                        new PourLine(
                                                step.sequence() + "  " + step.ingredientName(),
                                                took(trace),
                                                trace,
                                                step.tolerance())));
            }
        }
        return lines;
    }

    private static String took(PourTrace trace) {
        long seconds = trace.points().getLast().after() / SECOND;
        return "%d:%02d".formatted(seconds / MINUTE, seconds % MINUTE);
    }
}
