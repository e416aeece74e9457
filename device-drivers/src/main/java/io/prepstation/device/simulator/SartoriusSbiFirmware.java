package io.prepstation.device.simulator;

import java.util.Map;

/// A Sartorius balance in SBI: no unit while the weight moves, tare and zero without a word.
///
/// @param id whether its lines have 22 characters, six of them in front to say what it is; else 16
record SartoriusSbiFirmware(boolean id) implements Dialect {

    /// As delivered by its maker today.
    SartoriusSbiFirmware() {
        this(true);
    }

    /// Set to, or so old that it only knows, the shorter line; set to print all the time.
    @Override
    public Map<String, BalanceFirmwares.Maker> variants() {
        return Map.of("16", new SartoriusSbiFirmware(false), "auto", new PrintingByItself(this));
    }

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
            return status("H");
        }
        if (cell.tooLittle()) {
            return status("L");
        }
        return "%s%s %8s %-3s\r\n"
                .formatted(
                        id ? "N     " : "",
                        cell.negative() ? "-" : "+",
                        cell.unsigned(),
                        cell.stable() ? "g" : "");
    }

    private String status(String letter) {
        return "%s       %s      \r\n".formatted(id ? "Stat  " : "", letter);
    }
}
