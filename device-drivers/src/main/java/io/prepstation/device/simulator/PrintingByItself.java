package io.prepstation.device.simulator;

import java.time.Duration;

/// A balance that can be asked and is set to print its display all the time as well.
record PrintingByItself(Dialect asked) implements Dialect {

    @Override
    public SimulatedIdentity identity() {
        return asked.identity();
    }

    @Override
    public Commands commands() {
        return asked.commands();
    }

    @Override
    public String answer(String command, WeighingCell cell) {
        return asked.answer(command, cell);
    }

    @Override
    public boolean waits(String command) {
        return asked.waits(command);
    }

    @Override
    public Duration prints() {
        return Duration.ofMillis(100);
    }

    @Override
    public String line(WeighingCell cell) {
        return asked.line(cell);
    }
}
