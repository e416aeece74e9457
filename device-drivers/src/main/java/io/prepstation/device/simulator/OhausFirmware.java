package io.prepstation.device.simulator;

/// An OHAUS balance: `?` while the weight moves, tare and zero without a word.
final class OhausFirmware implements Dialect {

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "IP", "P", "SP" -> line(cell);
            case "Z" -> {
                cell.zero();
                yield "";
            }
            case "T" -> {
                cell.takeTare();
                yield "";
            }
            case "PSN" -> "SN: " + cell.identity().serialNumber() + "\r\n";
            default -> "ES\r\n";
        };
    }

    @Override
    public boolean waits(String command) {
        return command.equals("SP") || command.equals("Z") || command.equals("T");
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch()) {
            return "Err 8.3\r\n";
        }
        if (cell.tooLittle()) {
            return "Err 8.4\r\n";
        }
        return "%12s g    %s\r\n".formatted(cell.shown(), cell.stable() ? " " : "?");
    }
}
