package io.prepstation.device.simulator;

/// A Sartorius balance in SBI with lines of 22 characters: no unit while the weight moves, tare and zero without a word.
final class SartoriusSbiFirmware implements Dialect {

    @Override
    public String answer(String command, WeighingCell cell) {
        return switch (command) {
            case "\u001bP" -> line(cell);
            case "\u001bT" -> {
                if (!cell.zero()) {
                    cell.takeTare();
                }
                yield "";
            }
            case "\u001bU" -> {
                cell.takeTare();
                yield "";
            }
            case "\u001bV" -> {
                cell.zero();
                yield "";
            }
            case "\u001bx1_" -> "Model     " + cell.identity().model() + "\r\n";
            case "\u001bx2_" -> "SerNo.    " + cell.identity().serialNumber() + "\r\n";
            default -> "";
        };
    }

    @Override
    public boolean waits(String command) {
        return command.length() == 2 && "TUV".indexOf(command.charAt(1)) >= 0;
    }

    @Override
    public String line(WeighingCell cell) {
        if (cell.tooMuch()) {
            return "Stat         H      \r\n";
        }
        if (cell.tooLittle()) {
            return "Stat         L      \r\n";
        }
        return "N     %s %8s %-3s\r\n"
                .formatted(cell.negative() ? "-" : "+", cell.unsigned(), cell.stable() ? "g" : "");
    }
}
