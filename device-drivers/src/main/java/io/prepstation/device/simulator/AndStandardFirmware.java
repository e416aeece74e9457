package io.prepstation.device.simulator;

import java.util.Map;

/// An A&D balance in its standard format, acknowledgements switched on: `AK` on receipt and again when done.
final class AndStandardFirmware implements Dialect {

    private static final String ACKNOWLEDGED = "\u0006\r\n";

    /// Set to print all the time.
    @Override
    public Map<String, BalanceFirmwares.Maker> variants() {
        return Map.of("auto", new PrintingByItself(this));
    }

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "Q", "SI", "S" -> line(cell);
            case "Z", "R" ->
                    cell.zero() ? ACKNOWLEDGED + ACKNOWLEDGED : ACKNOWLEDGED + "EC,E11\r\n";
            case "T" -> cell.takeTare() ? ACKNOWLEDGED + ACKNOWLEDGED : ACKNOWLEDGED + "EC,E11\r\n";
            case "?SN" -> "SN," + cell.identity().serialNumber() + "\r\n";
            case "?TN" -> "TN," + cell.identity().model() + "\r\n";
            default -> "EC,E01\r\n";
        };
    }

    @Override
    public boolean waits(String command) {
        return command.equals("S") || command.equals("Z") || command.equals("T");
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch()) {
            return "OL,+9999999.9  g\r\n";
        }
        if (cell.tooLittle()) {
            return "OL,-9999999.9  g\r\n";
        }
        String digits = "0".repeat(Math.max(0, 9 - cell.unsigned().length())) + cell.unsigned();
        return "%s,%s%s  g\r\n"
                .formatted(cell.stable() ? "ST" : "US", cell.negative() ? "-" : "+", digits);
    }
}
