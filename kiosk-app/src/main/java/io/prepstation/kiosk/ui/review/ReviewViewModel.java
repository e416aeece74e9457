package io.prepstation.kiosk.ui.review;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Reviewing;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.formula.FormulaReview;
import io.prepstation.model.formula.Infeasible;
import io.prepstation.model.formula.ScaledLine;
import io.prepstation.model.material.Ingredient;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The formula under review.
public final class ReviewViewModel {

    private final StationDesk desk;
    private final Words words;
    private final Runnable changeAmount;
    private final ReadOnlyObjectWrapper<@Nullable ReviewContent> content =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);

    /// @param changeAmount opens the number pad
    public ReviewViewModel(StationDesk desk, Words words, Runnable changeAmount) {
        this.desk = desk;
        this.words = words;
        this.changeAmount = changeAmount;
    }

    /// Null before the first review.
    public ReadOnlyObjectProperty<@Nullable ReviewContent> content() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Reviewing state) {
        ReviewContent next = content(state.review(), state.notice() instanceof Notice.NotFeasible);
        if (!next.equals(content.get())) {
            content.set(next);
        }
        boolean startable =
                state.review().feasible() && !(state.notice() instanceof Notice.ResumeFirst);
        actions.set(
                new Actions(
                        new Action(words.text("action.back"), Icon.BACK, this::back),
                        new Action(words.text("review.change-amount"), Icon.EDIT, changeAmount),
                        new Action(
                                words.text("review.start"), Icon.RESUME, startable, this::start)));
    }

    /// @param said whether the strip above says already that some lines cannot be weighed
    private ReviewContent content(FormulaReview review, boolean said) {
        long refused = review.problems().stream().map(Infeasible::line).distinct().count();
        return new ReviewContent(
                review.formula().code(),
                review.formula().name(),
                words.text(
                        "review.version",
                        review.version().versionNo(),
                        words.text("version." + review.version().status().word()),
                        words.day(review.version().effectiveFrom())),
                words.amount(review.amount()),
                review.lines().stream().map(line -> line(review, line)).toList(),
                said || refused == 0 ? "" : words.text("review.not-feasible", refused));
    }

    private ReviewLine line(FormulaReview review, ScaledLine scaled) {
        Ingredient ingredient = review.ingredients().get(scaled.line().ingredientId());
        if (ingredient == null) {
            throw new IllegalStateException(
                    "the review of "
                            + review.formula().code()
                            + " lacks ingredient "
                            + scaled.line().ingredientId());
        }
        return new ReviewLine(
                String.valueOf(scaled.line().sequence()),
                ingredient.name(),
                ingredient.code(),
                words.mass(scaled.target()),
                words.limits(scaled.lowerLimit(), scaled.upperLimit()),
                ingredient.hazards(),
                review.problems().stream()
                        .filter(problem -> problem.line().equals(scaled.line()))
                        .map(this::problem)
                        .collect(Collectors.joining(" ")));
    }

    private String problem(Infeasible problem) {
        return switch (problem) {
            case Infeasible.TooHeavy(var _, var load, var maximum) ->
                    words.text("review.too-heavy", words.mass(load), words.mass(maximum));
            case Infeasible.TooMuch(var _, var amount, var holds) ->
                    words.text("review.too-much", words.amount(amount), words.amount(holds));
            case Infeasible.TooLight(var _, var _, var minimum) ->
                    words.text("review.too-light", words.mass(minimum));
            case Infeasible.TooFine(var _, var halfWidth, var needed) ->
                    words.text("review.too-fine", words.mass(halfWidth), words.mass(needed));
        };
    }

    private void start() {
        desk.post(new BenchEvent.StartTapped());
    }

    private void back() {
        desk.post(new BenchEvent.BackTapped());
    }
}
