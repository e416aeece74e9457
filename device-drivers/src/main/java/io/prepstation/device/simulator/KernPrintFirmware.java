package io.prepstation.device.simulator;

/// A KERN 572 with its remote keys: it prints no mark of stability, and nothing it could not weigh.
final class KernPrintFirmware implements Dialect {

    @Override
    public Commands commands() {
        return Commands.CHARACTERS;
    }

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "w", "s" -> line(cell);
            case "t" -> {
                cell.takeTare();
                yield "";
            }
            default -> "";
        };
    }

    @Override
    public boolean waits(String command) {
        return command.equals("s") || command.equals("t");
    }

    @Override
    public String line(WeighingCell cell) {
        return cell.tooMuch() || cell.tooLittle() ? "" : "%12s g  \r\n".formatted(cell.shown());
    }
}
