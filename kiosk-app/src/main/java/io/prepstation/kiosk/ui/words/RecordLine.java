package io.prepstation.kiosk.ui.words;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.List;
import java.util.Optional;

/// A step of a record in words: what was wanted, what was weighed.
///
/// @param actual empty if nothing was weighed
/// @param inside whether the actual mass lies within the limits
public record RecordLine(
        String number,
        String name,
        String code,
        String target,
        String limits,
        String actual,
        String difference,
        boolean inside) {

    public static List<RecordLine> of(SessionRecord record, Words words) {
        return record.steps().stream().map(step -> of(record, step, words)).toList();
    }

    private static RecordLine of(SessionRecord record, Step step, Words words) {
        var tolerance = step.tolerance();
        Optional<Mass> net = record.netOf(step);
        return new RecordLine(
                String.valueOf(step.sequence()),
                step.ingredientName(),
                step.requiredCode(),
                words.mass(tolerance.target()),
                words.limits(tolerance.lowerLimit(), tolerance.upperLimit()),
                net.map(words::mass).orElse(""),
                net.map(mass -> words.signed(mass.minus(tolerance.target()))).orElse(""),
                net.filter(mass -> tolerance.verdict(mass) == Verdict.IN).isPresent());
    }
}
