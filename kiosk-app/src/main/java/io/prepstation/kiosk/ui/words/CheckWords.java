package io.prepstation.kiosk.ui.words;

import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.check.Drift;

/// Says why a balance is not ready, and what its chart tells.
public final class CheckWords {

    private final Words words;

    public CheckWords(Words words) {
        this.words = words;
    }

    public String of(CheckProblem problem) {
        return switch (problem) {
            case CheckProblem.NeverChecked(var kind) -> words.text("check.never", kind(kind));
            case CheckProblem.Overdue(var kind, var last) ->
                    words.text("check.overdue", kind(kind), words.dayAndTime(last));
            case CheckProblem.Failed(var kind, var at) ->
                    words.text("check.failed", kind(kind), words.dayAndTime(at));
            case CheckProblem.CalibrationOver(var until) ->
                    words.text("check.calibration-over", words.day(until));
        };
    }

    public String kind(CheckKind kind) {
        return words.text(
                switch (kind) {
                    case WEIGHTS -> "check.kind.weights";
                    case REPEATABILITY -> "check.kind.repeatability";
                });
    }

    public String of(Drift drift) {
        return words.text(
                switch (drift) {
                    case NONE -> "check.drift.none";
                    case NEAR_LIMIT -> "check.drift.near-limit";
                    case ONE_SIDED -> "check.drift.one-sided";
                    case TREND -> "check.drift.trend";
                });
    }
}
