package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.options.OptionsViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.mass.Mass;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Cancel, Tare and Accept: always at their places, enabled where the state allows them.
final class WeighingActions {

    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final Runnable changeAmount;
    private final Runnable more;
    private Pan seen = Pan.unknown(new io.prepstation.model.balance.BalanceStatus.Connecting(""));

    WeighingActions(
            StationDesk desk,
            InstantSource clock,
            Words words,
            Runnable changeAmount,
            Runnable more) {
        this.desk = desk;
        this.clock = clock;
        this.words = words;
        this.changeAmount = changeAmount;
        this.more = more;
    }

    Actions of(Weighing state, Pan pan) {
        seen = pan;
        return new Actions(
                cancel(true),
                more(state),
                middle(state),
                switch (state) {
                    case Over _ -> correct(pan);
                    case Acknowledging asking -> acknowledge(asking);
                    case AwaitingContainer(var _, Notice.OtherStep offer) -> jump(offer);
                    case Taring taring when taring.work().byDifference() -> containerStands(taring);
                    case AwaitingContainer _, Taring _, Pouring _ ->
                            accept(state instanceof InTolerance);
                });
    }

    Actions whileRecording() {
        return new Actions(cancel(false), null, tare(false), accept(false));
    }

    /// What is rarely wanted, on a screen of its own; nothing where there is nothing.
    private @Nullable Action more(Weighing state) {
        return OptionsViewModel.any(state)
                ? new Action(words.text("weighing.more"), Icon.MORE, more)
                : null;
    }

    private Action acknowledge(Acknowledging state) {
        return new Action(
                words.text("weighing.understood"),
                Icon.ACCEPT,
                !state.asked(),
                () -> desk.post(new BenchEvent.AcknowledgeTapped()));
    }

    private Action jump(Notice.OtherStep offer) {
        return new Action(
                words.text("weighing.jump", offer.sequence()),
                Icon.NEXT,
                () -> desk.post(new BenchEvent.StepChosen(offer.stepId())));
    }

    /// The amount may change until something is in the vessel (SES-7).
    private Action middle(Weighing state) {
        boolean changeable =
                state instanceof AwaitingContainer && state.work().record().dispenses().isEmpty();
        if (state instanceof Dispensing pouring) {
            return part(pouring);
        }
        return changeable
                ? new Action(words.text("review.change-amount"), Icon.EDIT, changeAmount)
                : tare(
                        state instanceof Taring taring
                                && !taring.asked()
                                && !taring.work().byDifference());
    }

    /// By difference only the operator can say that the container stands there.
    private Action containerStands(Taring state) {
        Mass tare = seen.tare();
        boolean gross =
                seen.steadyGross().isPresent() && tare != null && tare.value().signum() == 0;
        return new Action(
                words.text("weighing.container-stands"),
                Icon.ACCEPT,
                !state.asked() && gross,
                this::tareTapped);
    }

    /// A container may be empty before the target is reached: the rest comes from another (WEI-7).
    private Action part(Dispensing state) {
        boolean something =
                seen.latest() instanceof Stable
                        && !seen.stale()
                        && state.pour()
                                .net(seen)
                                .filter(net -> net.value().signum() > 0)
                                .isPresent();
        return new Action(words.text("weighing.part"), Icon.NEXT, something, this::partTapped);
    }

    private void partTapped() {
        var latest = seen.latest();
        if (latest != null) {
            seen.displayed()
                    .ifPresent(mass ->
                            desk.post(
                                    new BenchEvent.PartTapped(
                                            latest.frame().number(),
                                            mass,
                                            desk.newId(),
                                            clock.instant())));
        }
    }

    private Action cancel(boolean enabled) {
        return new Action(words.text("action.cancel"), Icon.CANCEL, enabled, this::cancelTapped);
    }

    private Action tare(boolean enabled) {
        return new Action(words.text("weighing.tare"), Icon.TARE, enabled, this::tareTapped);
    }

    private Action accept(boolean enabled) {
        return new Action(words.text("weighing.accept"), Icon.ACCEPT, enabled, this::acceptTapped);
    }

    /// Of an overshoot that stands still there is more to say than the bar can.
    private Action correct(Pan pan) {
        boolean still = pan.latest() instanceof Stable && !pan.stale();
        return new Action(words.text("weighing.options"), Icon.NEXT, still, this::correctTapped);
    }

    private void correctTapped() {
        var latest = seen.latest();
        if (latest != null) {
            seen.displayed()
                    .ifPresent(mass ->
                            desk.post(
                                    new BenchEvent.CorrectTapped(
                                            latest.frame().number(),
                                            mass,
                                            desk.newId(),
                                            clock.instant())));
        }
    }

    private void cancelTapped() {
        desk.post(new BenchEvent.BackTapped());
    }

    private void tareTapped() {
        desk.post(new BenchEvent.TareTapped());
    }

    /// Names the reading that was on screen when the finger came down, whatever arrived since (WEI-5).
    private void acceptTapped() {
        var latest = seen.latest();
        if (latest != null) {
            seen.displayed()
                    .ifPresent(mass ->
                            desk.post(
                                    new BenchEvent.AcceptTapped(
                                            latest.frame().number(),
                                            mass,
                                            desk.newId(),
                                            clock.instant())));
        }
    }
}
