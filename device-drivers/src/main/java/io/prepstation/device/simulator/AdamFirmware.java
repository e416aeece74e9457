package io.prepstation.device.simulator;

/// An Adam balance: a line a print command, without a mark of stability.
final class AdamFirmware implements Dialect {

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "P" -> line(cell);
            case "Z" -> {
                cell.zero();
                yield "";
            }
            case "T" -> {
                cell.takeTare();
                yield "";
            }
            default -> "";
        };
    }

    @Override
    public boolean waits(String command) {
        return command.equals("Z") || command.equals("T");
    }

    @Override
    public String line(WeighingCell cell) {
        return cell.tooMuch() || cell.tooLittle()
                ? ""
                : "%s%12s g \r\n".formatted(cell.negative() ? "-" : " ", cell.unsigned());
    }
}
