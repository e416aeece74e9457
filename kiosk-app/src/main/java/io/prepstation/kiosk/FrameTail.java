package io.prepstation.kiosk;

import io.prepstation.device.balance.BalanceLine;
import io.prepstation.kiosk.ui.desk.BalanceFrame;
import io.prepstation.kiosk.ui.desk.BalanceFrame.Taken;
import io.prepstation.kiosk.ui.desk.LastFrames;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Keeps the last frames of the balance, errors and garbage among them. Used on the balance's thread alone.
final class FrameTail implements Consumer<BalanceLine> {

    private static final int KEPT = 8;

    private final Consumer<LastFrames> screen;
    private final Deque<BalanceFrame> newestFirst = new ArrayDeque<>();

    FrameTail(Consumer<LastFrames> screen) {
        this.screen = screen;
    }

    @Override
    public void accept(BalanceLine line) {
        if (newestFirst.size() == KEPT) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(new BalanceFrame(line.raw(), taken(line)));
        screen.accept(new LastFrames(List.copyOf(newestFirst)));
    }

    private static Taken taken(BalanceLine line) {
        if (line.overload()) {
            return Taken.OVERLOAD;
        }
        if (line.underload()) {
            return Taken.UNDERLOAD;
        }
        return switch (line.kind()) {
            case WEIGHT -> weight(line);
            case STATUS -> Taken.STATUS;
            case INFO -> Taken.INFO;
            case ERROR -> Taken.ERROR;
            case NOISE -> Taken.NOISE;
        };
    }

    private static Taken weight(BalanceLine line) {
        Boolean stable = line.stable();
        if (stable == null) {
            return Taken.UNMARKED;
        }
        return stable ? Taken.STABLE : Taken.MOVING;
    }
}
