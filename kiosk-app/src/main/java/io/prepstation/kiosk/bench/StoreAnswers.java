package io.prepstation.kiosk.bench;

import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.Refusal;
import io.prepstation.kiosk.preparation.Review;
import io.prepstation.kiosk.store.FormulaLookup;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.NotNoted;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.formula.FormulaReview;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.session.SessionRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns what the store says into what the bench hears.
final class StoreAnswers {

    private StoreAnswers() {}

    static BenchEvent saved(
            Outcome<SessionRecord> outcome, Function<SessionRecord, BenchEvent> event) {
        return switch (outcome) {
            case Outcome.Saved(var record) -> event.apply(record);
            case Outcome.Refused(var why) -> new NotCommitted(why.message());
            case Outcome.NotSaved(var failure) ->
                    new NotCommitted(String.valueOf(failure.getMessage()));
        };
    }

    static @Nullable BenchEvent failureOf(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Saved<?> _ -> null;
            case Outcome.Refused<?>(var why) -> new NotNoted(why.message());
            case Outcome.NotSaved<?>(var failure) ->
                    new NotNoted(String.valueOf(failure.getMessage()));
        };
    }

    static FormulaReview asShown(Review review) {
        Map<String, Ingredient> ingredients = new HashMap<>();
        review.lines().forEach(line -> ingredients.put(line.ingredient().id(), line.ingredient()));
        return new FormulaReview(
                review.formula(),
                review.version(),
                review.size(),
                review.amount(),
                review.lines().stream().map(Review.Line::scaled).toList(),
                ingredients,
                review.problems());
    }

    /// What the store refused, in the words of the bench; what has no word of its own keeps the store's sentence.
    static Notice notice(String formulaCode, Refusal refusal) {
        return switch (refusal) {
            case Refusal.FormulaUnusable(FormulaLookup.UnknownFormula(var code)) ->
                    new Notice.UnknownFormula(code);
            case Refusal.FormulaUnusable(var why) ->
                    new Notice.NotApproved(formulaCode, why.message());
            case Refusal.BalanceNotReady(var serial, var why) ->
                    new Notice.BalanceNotReady(serial, why, true);
            case Refusal.FormulaLocked(var code) -> new Notice.FormulaLocked(code);
            default -> new Notice.NotSaved(refusal.message());
        };
    }
}
