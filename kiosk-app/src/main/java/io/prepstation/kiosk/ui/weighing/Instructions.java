package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.weighing.Instruction.Tone;
import io.prepstation.kiosk.ui.words.NoticeWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Underload;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Settling;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.material.MaterialRefusal;
import java.util.Optional;

/// Says what to do next, in one line; a notice comes before the routine.
final class Instructions {

    private final Words words;
    private final NoticeWords noticeWords;

    Instructions(Words words) {
        this.words = words;
        this.noticeWords = new NoticeWords(words);
    }

    Instruction of(Weighing state, Pan pan) {
        Notice notice = state.notice();
        if (notice != null) {
            boolean stop =
                    notice instanceof Notice.WrongIngredient
                            || (notice instanceof Notice.MaterialRefused(var why)
                                    && !(why instanceof MaterialRefusal.LotNeeded));
            Tone tone = stop ? Tone.STOP : Tone.WARNING;
            return new Instruction(tone, noticeWords.of(notice));
        }
        if (pan.stale()) {
            return warning("weighing.stale");
        }
        return switch (pan.latest()) {
            case Overload _ -> warning("weighing.overload");
            case Underload _ -> warning("weighing.underload");
            case Stable _, Unstable _, Unmarked _ -> routine(state, pan);
            case null -> routine(state, pan);
        };
    }

    Instruction recording() {
        return calm("weighing.saving");
    }

    private Instruction routine(Weighing state, Pan pan) {
        return switch (state) {
            case AwaitingContainer awaiting ->
                    calm("weighing.scan", awaiting.work().step().ingredientName());
            case Acknowledging asking ->
                    asking.asked()
                            ? calm("weighing.saving")
                            : warning(
                                    "weighing.acknowledge", asking.work().step().ingredientName());
            case Taring taring -> taring(taring);
            case Dispensing dispensing -> dispensing(dispensing, pan);
            case Settling _ -> calm("weighing.settling");
            case InTolerance _ -> new Instruction(Tone.GOOD, words.text("weighing.accept-now"));
            case Over over -> over(over);
            case Regaining regaining ->
                    regaining.pour().byDifference()
                            ? warning("weighing.container-back", words.mass(regaining.lastGross()))
                            : warning("weighing.regaining", words.mass(regaining.lastGross()));
        };
    }

    private Instruction over(Over state) {
        return state.pour().byDifference()
                ? warning("weighing.too-much-out")
                : warning(state.removalAllowed() ? "weighing.remove" : "weighing.spoiled");
    }

    private Instruction taring(Taring state) {
        if (state.asked()) {
            return calm("weighing.taring");
        }
        if (state.work().byDifference()) {
            return calm("weighing.place-container", state.work().step().ingredientName());
        }
        return state.work().vesselEmpty()
                ? calm(
                        state.work().step().asks(LineRule.OWN_VESSEL)
                                ? "weighing.place-own-vessel"
                                : "weighing.place-vessel")
                : calm("weighing.place-vessel-again");
    }

    private Instruction dispensing(Pouring state, Pan pan) {
        Tolerance tolerance = state.pour().tolerance(state.work());
        Optional<Mass> net = state.pour().net(pan);
        boolean fine = net.filter(mass -> isFine(tolerance, mass)).isPresent();
        if (state.pour().byDifference()) {
            return calm(
                    net.isEmpty()
                            ? "weighing.container-away"
                            : fine ? "weighing.take-slowly" : "weighing.take");
        }
        return calm(fine ? "weighing.add-slowly" : "weighing.add");
    }

    private static boolean isFine(Tolerance tolerance, Mass net) {
        return Gauge.Scale.of(tolerance).isFine(net);
    }

    private Instruction calm(String key, Object... arguments) {
        return new Instruction(Tone.CALM, words.text(key, arguments));
    }

    private Instruction warning(String key, Object... arguments) {
        return new Instruction(Tone.WARNING, words.text(key, arguments));
    }
}
