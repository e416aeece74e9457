package io.prepstation.device.simulator;

import java.time.Duration;

/// A balance of no known maker: number, unit, ten lines a second.
final class GenericBalanceFirmware implements Dialect {

    @Override
    public Duration prints() {
        return Duration.ofMillis(100);
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch() || cell.tooLittle()) {
            return cell.tooMuch() ? "      OL\r\n" : "      UL\r\n";
        }
        return "%12s g\r\n".formatted(cell.shown());
    }
}
