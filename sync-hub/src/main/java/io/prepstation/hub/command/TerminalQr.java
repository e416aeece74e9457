package io.prepstation.hub.command;

import io.prepstation.hub.code.QrSymbol;

/// A QR code as lines of a terminal, two modules in a character, black on white whatever the terminal's own colours are.
final class TerminalQr {

    private static final String BLACK_ON_WHITE = "\u001b[30;107m";
    private static final String RESET = "\u001b[0m";

    private TerminalQr() {}

    /// @throws IllegalArgumentException if the text is empty or longer than a QR code holds
    static String of(String text) {
        QrSymbol symbol = QrSymbol.of(text);
        int end = symbol.size() + QrSymbol.QUIET_ZONE;
        StringBuilder lines = new StringBuilder();
        for (int row = -QrSymbol.QUIET_ZONE; row < end; row += 2) {
            lines.append(BLACK_ON_WHITE);
            for (int column = -QrSymbol.QUIET_ZONE; column < end; column++) {
                lines.append(both(symbol.dark(column, row), symbol.dark(column, row + 1)));
            }
            lines.append(RESET).append('\n');
        }
        return lines.toString();
    }

    private static char both(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
