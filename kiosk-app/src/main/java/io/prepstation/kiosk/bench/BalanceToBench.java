package io.prepstation.kiosk.bench;

import io.prepstation.device.balance.BalanceLine;
import io.prepstation.device.balance.BalanceListener;
import io.prepstation.device.balance.Refusal;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.bench.BalanceCommand;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StartedAnew;
import io.prepstation.model.bench.BenchEvent.StatusChanged;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchEvent.VesselWeighed;
import io.prepstation.model.bench.BenchEvent.Zeroed;
import io.prepstation.model.mass.Mass;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what a balance says into events of the bench.
public final class BalanceToBench implements BalanceListener {

    private static final Logger log = LoggerFactory.getLogger("Balance");

    private final Consumer<BenchEvent> bench;
    private final InstantSource clock;
    private final Consumer<BalanceLine> frames;

    /// @param frames gets every frame, weight or not, on the balance's thread
    public BalanceToBench(
            Consumer<BenchEvent> bench, InstantSource clock, Consumer<BalanceLine> frames) {
        this.bench = bench;
        this.clock = clock;
        this.frames = frames;
    }

    @Override
    public void heard(BalanceLine line) {
        frames.accept(line);
    }

    @Override
    public void reading(BalanceReading reading) {
        bench.accept(new ReadingArrived(reading));
    }

    @Override
    public void status(BalanceStatus status) {
        log.info("balance: {}", status);
        bench.accept(new StatusChanged(status));
    }

    /// An emptied tare memory reads zero; nothing is ever tared at zero, because a vessel weighs something.
    @Override
    public void tared(Mass tare) {
        bench.accept(
                tare.value().signum() == 0 ? new TareCleared() : new Tared(tare, clock.instant()));
    }

    @Override
    public void vesselWeighed(Mass gross) {
        bench.accept(new VesselWeighed(gross, clock.instant()));
    }

    @Override
    public void startedAnew() {
        log.info("balance: it was away and may have been switched off; its zero is not trusted");
        bench.accept(new StartedAnew());
    }

    @Override
    public void zeroed() {
        bench.accept(new Zeroed());
    }

    @Override
    public void refused(
            io.prepstation.device.balance.BalanceCommand command, Refusal refusal, String detail) {
        log.info("balance refused {}: {} ({})", command, refusal, detail);
        bench.accept(new CommandRefused(commandOf(command), detail));
    }

    private static BalanceCommand commandOf(io.prepstation.device.balance.BalanceCommand command) {
        return switch (command) {
            case TARE -> BalanceCommand.TARE;
            case ZERO -> BalanceCommand.ZERO;
            case CLEAR_TARE -> BalanceCommand.CLEAR_TARE;
        };
    }
}
