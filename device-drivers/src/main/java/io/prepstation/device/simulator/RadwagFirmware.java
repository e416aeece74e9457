package io.prepstation.device.simulator;

/// A Radwag balance: a command is acknowledged with `A` and done with `D`.
final class RadwagFirmware implements Dialect {

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "SUI", "SI", "SU", "S" -> weight(command, cell);
            case "Z" -> cell.zero() ? "Z A\r\nZ D\r\n" : "Z A\r\nZ ^\r\n";
            case "T" -> cell.takeTare() ? "T A\r\nT D\r\n" : "T A\r\nT v\r\n";
            case "NB" -> "NB A \"" + cell.identity().serialNumber() + "\"\r\n";
            case "BN" -> "BN A \"" + cell.identity().model() + "\"\r\n";
            case "FS" -> "FS A \"" + cell.maximum() + " g\"\r\n";
            default -> "ES\r\n";
        };
    }

    @Override
    public boolean waits(String command) {
        return switch (command) {
            case "SU", "S", "Z", "T" -> true;
            default -> false;
        };
    }

    @Override
    public String line(WeighingCell cell) {
        return weight("SUI", cell);
    }

    private static String weight(String command, WeighingCell cell) {
        String mark = cell.tooMuch() ? "^" : cell.tooLittle() ? "v" : cell.stable() ? " " : "?";
        return "%-3s%s%12s %-3s\r\n".formatted(command, mark, signApart(cell), "g");
    }

    private static String signApart(WeighingCell cell) {
        return (cell.negative() ? "-" : " ") + "%9s".formatted(cell.unsigned());
    }
}
