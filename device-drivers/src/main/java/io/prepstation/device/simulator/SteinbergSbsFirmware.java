package io.prepstation.device.simulator;

import java.time.Duration;

/// A Steinberg SBS balance: ten lines a second, `SD` while the weight moves.
final class SteinbergSbsFirmware implements Dialect {

    @Override
    public Duration prints() {
        return Duration.ofMillis(100);
    }

    @Override
    public String line(WeighingCell cell) {
        return cell.tooMuch() || cell.tooLittle()
                ? ""
                : "S%s%10s g \r\n".formatted(cell.stable() ? " " : "D", cell.shown());
    }
}
