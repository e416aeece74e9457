package io.prepstation.device.simulator;

/// A Sterling 7600: it echoes the command in front of the answer.
final class Sterling7600Firmware implements Dialect {

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "SGW" -> line(cell);
            case "SCO" -> "SCOCount       0 Pieces\r\n";
            default -> command;
        };
    }

    @Override
    public String line(WeighingCell cell) {
        return cell.tooMuch() || cell.tooLittle()
                ? "SGW"
                : "SGWGross%12s g\r\n".formatted(cell.shown());
    }
}
