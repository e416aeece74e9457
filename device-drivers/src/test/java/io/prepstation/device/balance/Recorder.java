package io.prepstation.device.balance;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.mass.Mass;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Keeps what a balance said, for tests.
final class Recorder implements BalanceListener {

    final List<BalanceReading> readings = new CopyOnWriteArrayList<>();
    final List<BalanceStatus> statuses = new CopyOnWriteArrayList<>();
    final List<Mass> tares = new CopyOnWriteArrayList<>();
    final List<BalanceCommand> refused = new CopyOnWriteArrayList<>();
    final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    final List<Mass> vessels = new CopyOnWriteArrayList<>();

    /// Told of each reading, on the balance's thread.
    volatile Consumer<BalanceReading> onReading = _ -> {};

    /// Told when a command was answered, whatever the answer.
    volatile Runnable onAnswer = () -> {};

    volatile int zeroed;
    volatile int startedAnew;

    Optional<BalanceReading> newest() {
        return readings.isEmpty() ? Optional.empty() : Optional.of(readings.getLast());
    }

    Optional<BalanceStatus> status() {
        return statuses.isEmpty() ? Optional.empty() : Optional.of(statuses.getLast());
    }

    @Override
    public void reading(BalanceReading reading) {
        readings.add(reading);
        onReading.accept(reading);
    }

    @Override
    public void status(BalanceStatus status) {
        statuses.add(status);
    }

    @Override
    public void tared(Mass tare) {
        tares.add(tare);
        onAnswer.run();
    }

    @Override
    public void vesselWeighed(Mass gross) {
        vessels.add(gross);
        onAnswer.run();
    }

    @Override
    public synchronized void startedAnew() {
        startedAnew = startedAnew + 1;
    }

    @Override
    public synchronized void zeroed() {
        zeroed = zeroed + 1;
        onAnswer.run();
    }

    @Override
    public void refused(BalanceCommand command, Refusal refusal, String detail) {
        refused.add(command);
        refusals.add(refusal);
        onAnswer.run();
    }
}
