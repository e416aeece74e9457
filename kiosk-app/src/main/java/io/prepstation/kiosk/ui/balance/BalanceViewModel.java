package io.prepstation.kiosk.ui.balance;

import io.prepstation.kiosk.preparation.BalanceReport;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.words.CheckWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.check.ControlChart;
import io.prepstation.model.check.ControlChart.Point;
import io.prepstation.model.check.TestWeight;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The balance as the register has it: ready or not, its checks, and their control chart (WEI-11).
public final class BalanceViewModel {

    private static final BigDecimal HALF_BAND = BigDecimal.valueOf(300);

    /// A mark further off would leave the chart.
    private static final int FARTHEST = 430;

    private static final int MIDDLE = ChartContent.WHOLE / 2;

    private final StationDesk desk;
    private final Words words;
    private final CheckWords checkWords;
    private final Consumer<CheckRun> begin;
    private final Runnable close;
    private final ReadOnlyObjectWrapper<BalanceContent> content;
    private final ReadOnlyObjectWrapper<Actions> actions;
    private Optional<BalanceIdentity> present = Optional.empty();
    private @Nullable BalanceReport report;
    private int chosen;

    /// @param begin opens the check that it is given
    /// @param close goes back to the devices
    public BalanceViewModel(
            StationDesk desk, Words words, Consumer<CheckRun> begin, Runnable close) {
        this.desk = desk;
        this.words = words;
        this.checkWords = new CheckWords(words);
        this.begin = begin;
        this.close = close;
        this.content = new ReadOnlyObjectWrapper<>(absent());
        this.actions = new ReadOnlyObjectWrapper<>(actions(null));
    }

    public ReadOnlyObjectProperty<BalanceContent> content() {
        return content.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Asks anew for what is known of the balance that is here.
    public void open() {
        chosen = 0;
        report = null;
        refresh();
        present.ifPresent(desk::lookUp);
    }

    /// Another balance is another register entry.
    public void show(Pan pan) {
        if (!pan.identity().equals(present)) {
            present = pan.identity();
            open();
        }
    }

    public void show(BalanceReport answer) {
        if (present.filter(answer.balance()::equals).isPresent()) {
            report = answer;
            refresh();
        }
    }

    private void choose(int weight) {
        chosen = weight;
        refresh();
    }

    private void refresh() {
        BalanceReport known = report;
        content.set(known == null ? absent() : content(known));
        actions.set(actions(known));
    }

    private BalanceContent absent() {
        return new BalanceContent(
                false,
                words.text(present.isPresent() ? "check.asking" : "check.no-balance"),
                List.of(),
                List.of(),
                ChartContent.NONE,
                "");
    }

    private BalanceContent content(BalanceReport known) {
        List<TestWeight> weights = known.plan().weightsFor(known.balance());
        if (weights.isEmpty()) {
            return new BalanceContent(
                    known.problem().isEmpty(),
                    known.problem().map(checkWords::of).orElse(words.text("check.no-plan")),
                    facts(known),
                    List.of(),
                    ChartContent.NONE,
                    "");
        }
        int shown = Math.min(chosen, weights.size() - 1);
        ControlChart chart = ControlChart.of(weights.get(shown), known.history());
        return new BalanceContent(
                known.problem().isEmpty(),
                known.problem().map(checkWords::of).orElse(words.text("check.ready")),
                facts(known),
                choices(weights, shown),
                chart(chart),
                chart.points().isEmpty()
                        ? words.text("check.chart.none")
                        : checkWords.of(chart.drift()));
    }

    private List<Choice> choices(List<TestWeight> weights, int shown) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            int weight = i;
            choices.add(
                    new Choice(
                            weights.get(i).id() + "  " + words.mass(weights.get(i).mass()),
                            i == shown,
                            () -> choose(weight)));
        }
        return choices;
    }

    private List<Fact> facts(BalanceReport known) {
        BalanceIdentity balance = known.balance();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.text("check.model"), balance.model()));
        facts.add(new Fact(words.text("check.serial"), balance.serialNumber()));
        facts.add(new Fact(words.text("check.maximum"), words.mass(balance.maximum())));
        facts.add(new Fact(words.text("check.readability"), words.mass(balance.readability())));
        facts.add(new Fact(words.text("check.minimum"), words.mass(known.minimumWeight())));
        for (CheckKind kind : CheckKind.values()) {
            known.last()
                    .of(kind)
                    .ifPresent(check -> facts.addAll(facts(known.plan(), kind, check)));
        }
        return facts;
    }

    private List<Fact> facts(CheckPlan plan, CheckKind kind, BalanceCheck check) {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        checkWords.kind(kind),
                        words.dayAndTime(check.at()),
                        check.passed() ? Fact.Mark.PASSED : Fact.Mark.FAILED));
        plan.due(kind, check.at())
                .ifPresent(
                        due -> facts.add(new Fact(words.text("check.due"), words.dayAndTime(due))));
        return facts;
    }

    private ChartContent chart(ControlChart chart) {
        List<Point> points = chart.points();
        if (points.isEmpty()) {
            return ChartContent.NONE;
        }
        List<ChartContent.Dot> dots = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            int x = points.size() == 1 ? MIDDLE : i * ChartContent.WHOLE / (points.size() - 1);
            dots.add(
                    new ChartContent.Dot(
                            x, height(points.get(i), chart.tolerance()), points.get(i).inside()));
        }
        return new ChartContent(
                dots,
                words.signed(chart.tolerance()),
                words.signed(chart.tolerance().negated()),
                words.text(
                        "check.days",
                        words.day(points.getFirst().at()),
                        words.day(points.getLast().at())));
    }

    /// Too much lies above the middle; what is far outside stands at the edge.
    private static int height(Point point, Mass tolerance) {
        if (tolerance.inGrams().signum() == 0) {
            return MIDDLE;
        }
        int off =
                point.deviation()
                        .inGrams()
                        .multiply(HALF_BAND)
                        .divide(tolerance.inGrams(), 0, RoundingMode.HALF_EVEN)
                        .min(BigDecimal.valueOf(FARTHEST))
                        .max(BigDecimal.valueOf(-FARTHEST))
                        .intValue();
        return MIDDLE - off;
    }

    private Actions actions(@Nullable BalanceReport known) {
        return new Actions(
                new Action(words.text("action.back"), Icon.BACK, close),
                action(known, CheckKind.REPEATABILITY, "check.begin.repeatability"),
                action(known, CheckKind.WEIGHTS, "check.begin.weights"));
    }

    private Action action(@Nullable BalanceReport known, CheckKind kind, String key) {
        Optional<CheckRun> run =
                Optional.ofNullable(known).flatMap(it -> it.plan().run(kind, it.balance()));
        return new Action(
                words.text(key),
                Icon.TARE,
                run.isPresent(),
                kind == CheckKind.WEIGHTS,
                () -> run.ifPresent(begin));
    }
}
