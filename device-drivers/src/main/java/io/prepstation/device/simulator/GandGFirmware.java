package io.prepstation.device.simulator;

import java.util.Map;

/// A G&G balance: a line when its print key is pressed from afar.
final class GandGFirmware implements Dialect {

    /// Its lines are too narrow for tenths of a milligram.
    @Override
    public SimulatedIdentity identity() {
        return SimulatedIdentity.precision();
    }

    /// Set to print all the time.
    @Override
    public Map<String, BalanceFirmwares.Maker> variants() {
        return Map.of("auto", new PrintingByItself(this));
    }

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "\u001bp" -> line(cell);
            case "\u001bt" -> {
                cell.takeTare();
                yield "";
            }
            default -> "";
        };
    }

    @Override
    public boolean waits(String command) {
        return command.equals("\u001bt");
    }

    @Override
    public String line(WeighingCell cell) {
        return cell.tooMuch() || cell.tooLittle()
                ? ""
                : "%s%8s g \r\n".formatted(cell.negative() ? "-" : " ", cell.unsigned());
    }
}
