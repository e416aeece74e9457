package io.prepstation.kiosk.ui.statistics;

import io.prepstation.kiosk.store.StatisticsQuery.Counts;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.StatisticsAnswer;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.Words;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One measure of one period, compared between ingredients, operators or balances (REC-5).
public final class StatisticsViewModel {

    private final StationDesk desk;
    private final Words words;
    private final ReadOnlyObjectWrapper<List<Choice>> dimensions =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Choice>> periods =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Choice>> measures =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Bar>> bars = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Actions> actions;
    private Dimension dimension = Dimension.INGREDIENT;
    private Period period = Period.MONTH;
    private Measure measure = Measure.NEAR_MISSES;
    private List<Counts> counts = List.of();

    /// @param close goes back to the list of sessions
    public StatisticsViewModel(StationDesk desk, Words words, Runnable close) {
        this.desk = desk;
        this.words = words;
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, close),
                                null,
                                null));
    }

    public ReadOnlyObjectProperty<List<Choice>> dimensions() {
        return dimensions.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Choice>> periods() {
        return periods.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Choice>> measures() {
        return measures.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Bar>> bars() {
        return bars.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void open() {
        ask();
    }

    public void choose(Dimension wanted) {
        dimension = wanted;
        ask();
    }

    public void choose(Period wanted) {
        period = wanted;
        ask();
    }

    public void choose(Measure wanted) {
        measure = wanted;
        offer();
        draw();
    }

    /// The answer; one to an earlier question is not shown.
    public void show(StatisticsAnswer answer) {
        if (answer.dimension() == dimension && answer.period() == period) {
            counts = answer.counts();
            draw();
        }
    }

    private String word(Dimension one) {
        return switch (one) {
            case INGREDIENT -> words.text("statistics.ingredient");
            case OPERATOR -> words.text("statistics.operator");
            case BALANCE -> words.text("statistics.balance");
        };
    }

    private String word(Period one) {
        return switch (one) {
            case WEEK -> words.text("statistics.week");
            case MONTH -> words.text("statistics.month");
            case YEAR -> words.text("statistics.year");
        };
    }

    private String word(Measure one) {
        return switch (one) {
            case NEAR_MISSES -> words.text("statistics.near-misses");
            case OVERSHOOTS -> words.text("statistics.overshoots");
            case MANUAL_WEIGHTS -> words.text("statistics.manual-weights");
            case OVERRIDES -> words.text("statistics.overrides");
            case DEVIATION -> words.text("statistics.deviation");
            case STEP_TIME -> words.text("statistics.step-time");
        };
    }

    private void offer() {
        dimensions.set(
                Arrays.stream(Dimension.values())
                        .map(one -> new Choice(word(one), one == dimension, () -> choose(one)))
                        .toList());
        periods.set(
                Arrays.stream(Period.values())
                        .map(one -> new Choice(word(one), one == period, () -> choose(one)))
                        .toList());
        measures.set(
                Arrays.stream(Measure.values())
                        .map(one -> new Choice(word(one), one == measure, () -> choose(one)))
                        .toList());
    }

    private void ask() {
        offer();
        counts = List.of();
        bars.set(List.of());
        desk.lookUp(dimension, period);
    }

    /// The longest first.
    private void draw() {
        Measure shown = measure;
        long most = counts.stream().mapToLong(shown::of).max().orElse(0);
        bars.set(
                counts.stream()
                        .sorted(Comparator.comparingLong(shown::of).reversed())
                        .map(one -> bar(one, shown, most))
                        .toList());
    }

    private Bar bar(Counts one, Measure shown, long most) {
        long value = shown.of(one);
        int share = most == 0 ? 0 : (int) (value * 1000 / most);
        return new Bar(one.name(), share, value(one, shown), basis(one, shown));
    }

    private String value(Counts one, Measure shown) {
        return switch (shown) {
            case NEAR_MISSES, OVERSHOOTS, MANUAL_WEIGHTS, OVERRIDES ->
                    String.valueOf(shown.of(one));
            case DEVIATION ->
                    words.text(
                            "statistics.percent",
                            words.number(percent(one.meanDeviationPpm())),
                            (one.meanOffsetPpm() > 0 ? "+" : "")
                                    + words.number(percent(one.meanOffsetPpm())));
            case STEP_TIME -> words.text("statistics.seconds", one.meanStepSeconds());
        };
    }

    private String basis(Counts one, Measure shown) {
        return switch (shown) {
            case NEAR_MISSES, OVERSHOOTS, MANUAL_WEIGHTS, OVERRIDES ->
                    words.text("statistics.weighings", one.dispenses());
            case DEVIATION, STEP_TIME -> words.text("statistics.steps", one.steps());
        };
    }

    private static BigDecimal percent(long ppm) {
        return BigDecimal.valueOf(ppm, 4);
    }
}
