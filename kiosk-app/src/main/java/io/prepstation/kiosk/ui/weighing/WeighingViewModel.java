package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Work;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.material.Source;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One step of a session, as the operator sees it.
public final class WeighingViewModel {

    private final Words words;
    private final StationDesk desk;
    private final WeighingActions footer;
    private final Scales scales;
    private final Instructions instructions;
    private final ReadOnlyObjectWrapper<@Nullable StepHead> head = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<StepMark>> strip =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Boolean> identifying = new ReadOnlyObjectWrapper<>(true);
    private final ReadOnlyObjectWrapper<@Nullable Weight> weight = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Guidance> guidance =
            new ReadOnlyObjectWrapper<>(Guidance.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Gauge> gauge = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Instruction> instruction =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<WrongItem>> stop =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Actions> actions =
            new ReadOnlyObjectWrapper<>(Actions.NONE);

    /// @param changeAmount opens the number pad
    /// @param more opens what is rarely wanted
    public WeighingViewModel(
            StationDesk desk,
            InstantSource clock,
            Words words,
            Runnable changeAmount,
            Runnable more) {
        this.words = words;
        this.desk = desk;
        this.footer = new WeighingActions(desk, clock, words, changeAmount, more);
        this.scales = new Scales(words);
        this.instructions = new Instructions(words);
    }

    public ReadOnlyObjectProperty<@Nullable StepHead> head() {
        return head.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<StepMark>> strip() {
        return strip.getReadOnlyProperty();
    }

    /// Whether the ingredient is still to be scanned; else the balance is what matters.
    public ReadOnlyObjectProperty<Boolean> identifying() {
        return identifying.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Weight> weight() {
        return weight.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Guidance> guidance() {
        return guidance.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Gauge> gauge() {
        return gauge.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Instruction> instruction() {
        return instruction.getReadOnlyProperty();
    }

    /// The hard stop, while it stands.
    public ReadOnlyObjectProperty<Optional<WrongItem>> stop() {
        return stop.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    public void show(Weighing state, Pan pan) {
        showWork(state.work(), source(state));
        update(identifying, state instanceof AwaitingContainer);
        update(stop, wrongItem(state.notice()));
        update(instruction, instructions.of(state, pan));
        switch (state) {
            case AwaitingContainer _, Acknowledging _ ->
                    showScales(scales.gross(pan, state.work()));
            case Taring _ -> showScales(scales.gross(pan, state.work()));
            case Pouring pouring -> showScales(scales.net(pouring, pan));
        }
        actions.set(footer.of(state, pan));
    }

    public void show(Recording state, Pan pan) {
        showWork(state.work(), state.pour().source());
        update(identifying, false);
        update(stop, Optional.empty());
        update(instruction, instructions.recording());
        showScales(scales.recorded(state));
        actions.set(footer.whileRecording());
    }

    private void showScales(Scales.Shown shown) {
        update(weight, shown.weight());
        update(guidance, shown.guidance());
        update(gauge, shown.gauge());
    }

    private void showWork(Work work, @Nullable Source source) {
        Step step = work.step();
        SessionContext context = work.record().context();
        int count = work.record().steps().size();
        update(
                head,
                new StepHead(
                        words.text("weighing.step", step.sequence(), count),
                        step.ingredientName(),
                        code(step, source),
                        context.formulaCode() + " · " + words.amount(context.amount()),
                        target(work, source),
                        desk.hazardsOf(step.ingredientId())));
        update(strip, work.record().steps().stream().map(other -> mark(other, step)).toList());
    }

    /// With the lot, once it is known.
    private String code(Step step, @Nullable Source source) {
        String lot = source == null ? null : source.lotNumber();
        LocalDate expiresOn = source == null ? null : source.expiresOn();
        if (lot == null) {
            return step.requiredCode();
        }
        return expiresOn == null
                ? words.text("weighing.lot", step.requiredCode(), lot)
                : words.text(
                        "weighing.lot-expires", step.requiredCode(), lot, words.day(expiresOn));
    }

    /// A step that was started already is topped up; of material that is not all substance more is weighed.
    private String target(Work work, @Nullable Source source) {
        Tolerance tolerance = source == null ? work.tolerance() : work.toleranceFrom(source);
        return words.text(
                work.record().netOf(work.step()).isPresent()
                        ? "weighing.top-up"
                        : "weighing.target",
                words.mass(tolerance.target()));
    }

    private static @Nullable Source source(Weighing state) {
        return switch (state) {
            case AwaitingContainer _ -> null;
            case Acknowledging asking -> asking.source();
            case Taring taring -> taring.source();
            case Pouring pouring -> pouring.pour().source();
        };
    }

    private static StepMark mark(Step step, Step current) {
        StepMark.Progress progress =
                step.id().equals(current.id())
                        ? StepMark.Progress.CURRENT
                        : step.status() == StepStatus.DONE
                                ? StepMark.Progress.DONE
                                : StepMark.Progress.OPEN;
        return new StepMark(step.sequence(), progress);
    }

    private static Optional<WrongItem> wrongItem(@Nullable Notice notice) {
        return notice instanceof Notice.WrongIngredient(var code, var name, var scanned)
                ? Optional.of(new WrongItem(name, code, scanned))
                : Optional.empty();
    }

    /// Readings come ten times a second, mostly the same: what did not change is not drawn again.
    private static <T extends @Nullable Object> void update(
            ReadOnlyObjectWrapper<T> property, T value) {
        if (!Objects.equals(property.get(), value)) {
            property.set(value);
        }
    }
}
