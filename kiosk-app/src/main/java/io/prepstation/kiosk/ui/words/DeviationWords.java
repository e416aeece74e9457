package io.prepstation.kiosk.ui.words;

import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.Optional;

/// Says what did not go as planned.
public final class DeviationWords {

    private final Words words;

    public DeviationWords(Words words) {
        this.words = words;
    }

    /// One line: step, kind, text, time.
    public String of(SessionRecord record, SessionDeviation deviation) {
        return words.text(
                "deviation.line",
                place(record, deviation),
                kind(deviation.kind()),
                deviation.text(),
                words.time(deviation.at()));
    }

    private String place(SessionRecord record, SessionDeviation deviation) {
        Optional<Step> step =
                record.steps().stream()
                        .filter(one -> one.id().equals(deviation.stepId()))
                        .findFirst();
        return step.map(one -> words.text("deviation.step", one.sequence()))
                .orElseGet(() -> words.text("deviation.session"));
    }

    /// A kind this version does not know is shown as it is, rather than hidden.
    private String kind(String kind) {
        return switch (kind) {
            case "near_miss" -> words.text("deviation.near-miss");
            case SessionDeviation.BALANCE_NOT_READY -> words.text("deviation.balance-not-ready");
            case "interrupted" -> words.text("deviation.interrupted");
            case "overshoot" -> words.text("deviation.overshoot");
            case "override" -> words.text("deviation.override");
            case "manual_weight" -> words.text("deviation.manual-weight");
            case SessionDeviation.CORRECTION -> words.text("deviation.correction");
            case "aborted" -> words.text("deviation.aborted");
            default -> kind;
        };
    }
}
