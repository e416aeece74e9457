package io.prepstation.device.simulator;

/// A shop scale with protocol 8217: a number at rest, a byte of status bits otherwise, bit 6 always set.
final class Toledo8217Firmware implements Dialect {

    private static final int ALWAYS = 1 << 6;
    private static final int MOTION = 1;
    private static final int OVER_CAPACITY = 1 << 1;
    private static final int UNDER_ZERO = 1 << 2;
    private static final int PLACES = 8;

    @Override
    public Commands commands() {
        return Commands.CHARACTERS;
    }

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "W" -> line(cell);
            case "Z" -> {
                boolean done = cell.stable() && cell.zero();
                yield status(done ? ALWAYS : ALWAYS | MOTION);
            }
            case "T" -> {
                boolean done = cell.stable() && cell.takeTare();
                yield status(done ? ALWAYS : ALWAYS | MOTION);
            }
            default -> "";
        };
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch()) {
            return status(ALWAYS | OVER_CAPACITY);
        }
        if (cell.belowZero()) {
            return status(ALWAYS | UNDER_ZERO);
        }
        if (!cell.stable()) {
            return status(ALWAYS | MOTION);
        }
        String digits = cell.atLeastZero();
        return "\u0002" + "0".repeat(Math.max(0, PLACES - digits.length())) + digits + "\r";
    }

    private static String status(int bits) {
        return "\u0002?" + (char) bits + "\r";
    }
}
